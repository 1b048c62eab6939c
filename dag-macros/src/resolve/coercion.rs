//! The coercion between a value that is borrowed, or cloned, and the parameter that asks for it.

use syn::Type;

use super::access::{Access, Part, Way};
use super::link::Link;
use super::resolved::{Edge, Resolved};
use crate::read::model::{Node, Param};
use crate::types;

/// The way from a reference to a value to the reference that is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Coercion {
    pub(crate) start: Start,
    /// The type behind the reference that is asked for, where it is another one: within an `Option` or a `Result` the
    /// compiler does not coerce by itself.
    pub(crate) coerced: Option<Type>,
}

/// The reference that all begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Start {
    /// The one to the value.
    Value,
    /// The value, which is itself a shared reference and goes on.
    HandOn,
    /// One to what the value points to: a `&mut T` borrowed again, or a `Box<dyn Trait>` as `&dyn Trait`.
    Pointee,
}

impl Coercion {
    pub(crate) const PLAIN: Self = Self { start: Start::Value, coerced: None };

    fn through(pointee: bool) -> Self {
        Self { start: if pointee { Start::Pointee } else { Start::Value }, coerced: None }
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
            (Part::Outcome | Part::Option, Way::Borrow) => {
                let provided = if source.conditional() { provided.and_then(types::first_argument) } else { provided };
                let nested = part == Part::Outcome && source.conditional();
                let asked = types::first_argument(asked);
                let asked = if nested { asked.and_then(types::first_argument) } else { asked };
                asked.map_or(Coercion::PLAIN, |asked| coercion_within(node, provided, asked))
            }
            (Part::Value, Way::Borrow) => Coercion::through(
                provided
                    .is_some_and(|provided| hides_trait_object(provided, asked) || types::is_mut_reference(provided)),
            ),
            (Part::Value, Way::BorrowMut) => Coercion::through(provided.is_some_and(types::is_mut_reference)),
            (Part::Value, Way::Clone) => {
                Coercion::through(provided.map_or(0, types::shared_references) > types::shared_references(asked))
            }
            (Part::Element, Way::Borrow) => {
                let element = provided.and_then(|provided| types::element(types::pointee(provided)));
                Coercion { start: start(element.as_ref(), asked), coerced: None }
            }
            (Part::Value, Way::Take | Way::Copy) | (Part::Outcome | Part::Option | Part::Element, _) => Coercion::PLAIN,
        }
    }
}

/// The coercion of a value within an `Option` or a `Result`: `provided` as `asked`.
fn coercion_within(node: &Node, provided: Option<&Type>, asked: &Type) -> Coercion {
    let Some(target) = types::reference(asked).map(|reference| &*reference.elem) else { return Coercion::PLAIN };
    let start = start(provided, asked);
    let lent = match start {
        Start::Value => provided,
        Start::HandOn => provided.and_then(types::reference).map(|reference| &*reference.elem),
        Start::Pointee => provided.and_then(types::first_argument),
    };
    let alike = lent.is_some_and(|lent| types::same(types::bare(lent), types::bare(target)));
    Coercion { start, coerced: types::inferred(target, &node.sig.generics).filter(|_| !alike) }
}

/// The reference to begin with for a value of the `provided` type within something else.
fn start(provided: Option<&Type>, asked: &Type) -> Start {
    let references = provided.map_or(0, types::shared_references);
    if references > 0 && types::shared_references(asked) <= references {
        Start::HandOn
    } else if provided.is_some_and(|provided| hides_trait_object(provided, asked)) {
        Start::Pointee
    } else {
        Start::Value
    }
}

/// True if a reference to the provided pointer could be taken for the trait object that is asked for.
fn hides_trait_object(provided: &Type, asked: &Type) -> bool {
    types::is_trait_object_reference(asked) && types::is_smart_pointer(provided)
}
