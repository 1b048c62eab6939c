//! The coercion between a value that is borrowed, or cloned, and the parameter that asks for it.

use syn::{Type, parse_quote};

use super::access::{Access, Part, Way};
use super::link::Link;
use super::resolved::{Edge, Resolved};
use super::source::Source;
use crate::names;
use crate::read::model::{Node, Param, ResultName};
use crate::types;

/// The way from a reference to a value to the reference that is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Coercion {
    pub(crate) start: Start,
    /// The type behind the reference that is asked for, where it is another one: within an `Option` or a `Result` the
    /// compiler does not coerce by itself.
    pub(crate) coerced: Option<Type>,
    /// The same for the error of a `Result`.
    pub(crate) error: Option<Box<Self>>,
}

/// The reference that all begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Start {
    /// The one to the value.
    Value,
    /// The value, which is itself a reference and goes on.
    HandOn,
    /// One to what the value points to, by so many steps: a `&mut T` borrowed again, or a `Box<dyn Trait>` as
    /// `&dyn Trait`.
    Pointee(usize),
}

impl Coercion {
    pub(crate) const PLAIN: Self = Self::starting(Start::Value);

    const fn starting(start: Start) -> Self {
        Self { start, coerced: None, error: None }
    }

    fn is_plain(&self) -> bool {
        *self == Self::PLAIN
    }

    /// `steps`: from the value to what it points to.
    fn through(steps: Option<usize>) -> Self {
        Self::starting(steps.map_or(Start::Value, Start::Pointee))
    }
}

impl<L: Link> Resolved<'_, L> {
    /// The coercion of the value behind `edge` for a parameter of `node`.
    pub(crate) fn coercion(&self, node: &Node, param: &Param, edge: Edge<L>) -> Coercion {
        let Some(source) = edge.provider.found().map(|provider| self.source(provider)) else { return Coercion::PLAIN };
        let provided = source.spelled_type();
        let asked = &param.ty;
        let Access { part, way } = edge.access;
        match (part, way) {
            (Part::Outcome, Way::Borrow) => {
                let value = if source.conditional() { provided.and_then(types::first_argument) } else { provided };
                let mut halves = types::type_arguments(asked);
                let asked = halves.next();
                let asked = if source.conditional() { asked.and_then(types::first_argument) } else { asked };
                let value = asked.map_or(Coercion::PLAIN, |asked| coercion_within(node, value, asked));
                let error = halves.next().filter(|asked| !is_the_timeout(source, asked));
                let error = error.map(|asked| coercion_within(node, spelled_error(source), asked));
                Coercion { error: error.map(Box::new).filter(|error| !error.is_plain()), ..value }
            }
            (Part::AtEnd, Way::Borrow) => {
                let value = if source.conditional() { provided.and_then(types::first_argument) } else { provided };
                types::first_argument(asked).map_or(Coercion::PLAIN, |asked| coercion_within(node, value, asked))
            }
            (Part::Option | Part::Halves, Way::Borrow) => {
                let behind = provided.map(types::pointee);
                let direct = behind == provided.map(types::bare);
                let mut parts = behind.into_iter().flat_map(types::type_arguments);
                let mut asked = types::type_arguments(asked);
                let mut next = || {
                    let provided = parts.next().filter(|_| direct);
                    asked.next().map_or(Coercion::PLAIN, |asked| coercion_within(node, provided, asked))
                };
                let (value, error) = (next(), next());
                Coercion { error: Some(Box::new(error)).filter(|error| !error.is_plain()), ..value }
            }
            (Part::Value, Way::Borrow) => {
                let again = provided.filter(|provided| types::is_mut_reference(provided)).map(|_| 1);
                Coercion::through(provided.and_then(|provided| steps_to_trait_object(provided, asked)).or(again))
            }
            (Part::Value, Way::BorrowMut) => {
                let reference = provided.is_some_and(types::is_mut_reference);
                match provided.and_then(|provided| steps_to_trait_object(provided, asked)) {
                    Some(steps) if steps > usize::from(reference) => Coercion::starting(Start::Pointee(steps)),
                    _ => Coercion::starting(if reference { Start::HandOn } else { Start::Value }),
                }
            }
            (Part::Value, Way::Clone) => {
                let behind = provided.map_or(0, types::shared_references) > types::shared_references(asked);
                Coercion::through(behind.then_some(1))
            }
            (Part::Element, Way::Borrow) => {
                let element = provided.and_then(|provided| types::element(types::pointee(provided)));
                Coercion::starting(start(element.as_ref(), asked))
            }
            (Part::Value, Way::Take | Way::Copy)
            | (Part::Outcome | Part::Option | Part::Halves | Part::AtEnd | Part::Element, _) => Coercion::PLAIN,
        }
    }

    /// The coercion of the run's error for a parameter of a `finally` node.
    pub(crate) fn failure_coercion(&self, node: &Node, param: &Param) -> Coercion {
        let own = names::item(names::ERROR);
        let own: Type = parse_quote!(#own);
        let error = self.module.options.error.as_ref().unwrap_or(&own);
        types::first_argument(&param.ty).map_or(Coercion::PLAIN, |asked| coercion_within(node, Some(error), asked))
    }
}

/// The error of a node's own `Result`, where it spells that out.
fn spelled_error(source: Source<'_>) -> Option<&Type> {
    let Source::Node(node) = source else { return None };
    let types = node.returns.fallible.as_ref().filter(|types| types.named == ResultName::Known)?;
    types.error.as_ref()
}

/// True for the error of a node that fails with a timeout only, under its own name.
fn is_the_timeout(source: Source<'_>, asked: &Type) -> bool {
    let by_name = types::reference(asked).and_then(|reference| types::last_segment(&reference.elem));
    matches!(source, Source::Node(node) if node.returns.fallible.is_none())
        && by_name.is_some_and(|name| name.ident == "Timeout")
}

/// The coercion of a value within an `Option` or a `Result`: `provided` as `asked`.
fn coercion_within(node: &Node, provided: Option<&Type>, asked: &Type) -> Coercion {
    let Some(target) = types::reference(asked).map(|reference| &*reference.elem) else { return Coercion::PLAIN };
    let start = start(provided, asked);
    let lent = match start {
        Start::Value => provided,
        Start::HandOn => provided.and_then(types::reference).map(|reference| &*reference.elem),
        Start::Pointee(_) => provided.map(types::pointee),
    };
    let alike = lent.is_some_and(|lent| types::same(types::bare(lent), types::bare(target)));
    Coercion { coerced: types::inferred(target, &node.sig.generics).filter(|_| !alike), ..Coercion::starting(start) }
}

/// The reference to begin with for a value of the `provided` type within something else.
fn start(provided: Option<&Type>, asked: &Type) -> Start {
    let references = provided.map_or(0, types::shared_references);
    if let Some(steps) = provided.and_then(|provided| steps_to_trait_object(provided, asked)) {
        Start::Pointee(steps)
    } else if references > 0 && types::shared_references(asked) <= references {
        Start::HandOn
    } else {
        Start::Value
    }
}

/// The steps through references and pointers to what may be a trait object, where one is asked for: a reference to the
/// pointer itself could be taken for it.
pub(super) fn steps_to_trait_object(provided: &Type, asked: &Type) -> Option<usize> {
    let (steps, reference) = (types::steps_to_pointee(provided), types::shared_references(provided).min(1));
    (types::is_trait_object_reference(asked) && steps > reference).then_some(steps)
}
