//! Arguments that may not fit: the consumer spells another type than the provider.
//!
//! Where both spell the same type, or the coercion between the two is well known, nothing is needed; nor can anything
//! be said where generics or lifetimes are in play: there the compiler's own message has to do.

use proc_macro2::Span;
use syn::visit::{self, Visit};
use syn::{GenericParam, Generics, Ident, Type};

use super::lowering::Lowering;
use crate::read::model::{Node, Param};
use crate::resolve::{Access, Edge, EntryField, Part, Provider, Source, Way};
use crate::types;

/// A consumer that spells another type than its provider. The compiler compares the two, and speaks in these words.
pub(crate) struct Mismatch {
    pub(crate) provider: Ident,
    /// The node or the output struct.
    pub(crate) consumer: Ident,
    pub(crate) message: String,
    pub(crate) label: String,
    pub(crate) note: Option<String>,
    /// The type that a borrowed value can be dereferenced to, where that is known and is the end of it.
    pub(crate) target: Option<Type>,
    pub(crate) by_value: bool,
    /// A slice is asked for, which an array under another name serves.
    pub(crate) slice: bool,
    /// The span of the consumer's type.
    pub(crate) at: Span,
}

impl Mismatch {
    /// True if the value may coerce in ways that only the compiler knows.
    pub(crate) fn coerces(&self) -> bool {
        !self.by_value && self.target.is_none()
    }
}

/// The two ends of an edge whose types differ.
struct Ends<'a> {
    source: Source<'a>,
    /// `None` where the compiler names it.
    provided: Option<&'a Type>,
    consumer: &'a Ident,
    /// The type that the consumer asks for, in words.
    asks: String,
    /// The provided type, in words.
    provides: String,
    asked: &'a Type,
    /// It is about the elements of a list.
    element: bool,
    by_value: bool,
    at: Span,
}

impl Ends<'_> {
    /// `None` for a type that is guessed and taken by value: only references can be looked at first.
    fn mismatch(self) -> Option<Mismatch> {
        let guessed = self.provided.is_some() && self.source.spelled_type().is_none();
        (!guessed || !self.by_value).then(|| self.told(guessed))
    }

    fn told(self, guessed: bool) -> Mismatch {
        let note = note(&self).map(|note| literal(&note));
        let Self { source, provided, consumer, asks, provides, asked, by_value, at, .. } = self;
        let asks = format!("{asks} as `{}`", types::text(asked));
        Mismatch {
            message: format!("{}, but {provides}", literal(&asks)),
            label: provides,
            note,
            target: provided.filter(|_| !by_value && !guessed).and_then(types::dereferenced),
            provider: source.name().clone(),
            consumer: consumer.clone(),
            by_value,
            slice: types::reference(asked).is_some_and(|asked| matches!(types::bare(&asked.elem), Type::Slice(_))),
            at,
        }
    }
}

/// A text in which the compiler replaces nothing.
fn literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// A note on the likely meaning of the provided type.
fn note(ends: &Ends<'_>) -> Option<String> {
    let Ends { source, provided, asked, element, .. } = ends;
    let provided = (*provided)?;
    let (name, text) = (source.name(), types::text(provided));
    if *element {
        let list = types::element(types::pointee(asked)).is_some_and(|inner| types::same(&inner, provided));
        if list {
            return Some(format!("all of `{name}` at once is taken without `#[each({name})]`"));
        }
        return types::is_named_result(provided).then(|| {
            format!(
                "take `&{text}`, or have `{name}` give a `Result` of a whole list, \
                 as `collect::<Result<Vec<_>, _>>()` does"
            )
        });
    }
    wrapped(ends, provided).or_else(|| {
        let Source::Node(node) = source else { return None };
        let own = node.returns.fallible.is_none() && types::known(provided).is_none();
        (own && may_alias_result(provided, asked))
            .then(|| format!("if `{text}` stands for a `Result`, mark `{name}` with `#[node(fallible)]`"))
    })
}

/// What is asked for is within what is provided.
fn wrapped(ends: &Ends<'_>, provided: &Type) -> Option<String> {
    let Ends { source, asked, .. } = ends;
    let (name, text) = (source.name(), types::text(provided));
    let asked = types::reference(asked).map_or(*asked, |reference| &reference.elem);
    let is_asked = |inner: &Type| types::same(inner, asked) || types::derefs_to(inner, asked);
    let inner = types::first_argument(provided).filter(|inner| is_asked(inner));
    if types::last_segment(provided).is_some_and(|segment| segment.ident == "JoinHandle") {
        return Some(format!("nobody awaits the task: do it in `{name}`, and give what it comes to"));
    }
    if types::is_named_option(provided) && inner.is_some() {
        let and = if ends.by_value { "" } else { "&" };
        return Some(format!("there may be no `{}`: take `{and}{text}`", types::text(asked)));
    }
    let element = types::element(provided).filter(is_asked)?;
    let all = types::text(&element);
    Some(format!("take all of them, `&[{all}]`, or one after the other, with `#[each({name})]`"))
}

/// True for `Fetched<User>` where a `&User` is asked for, and for what is called a result.
fn may_alias_result(provided: &Type, asked: &Type) -> bool {
    let asked = types::pointee(asked);
    let value = types::first_argument(provided);
    let called = types::last_segment(provided).map(|segment| segment.ident.to_string()).unwrap_or_default();
    let result = ["Result", "Outcome", "Fallible"].iter().any(|word| called.contains(word));
    result || value.is_some_and(|value| types::same(value, asked) || types::derefs_to(value, asked))
}

impl Lowering<'_, '_> {
    /// Compares a parameter's type with its provider's. `None` where they fit, or where the compiler has to judge.
    pub(super) fn mismatch(&self, node: &Node, param: &Param, edge: Edge<Provider>) -> Option<Mismatch> {
        let by_value = match edge.access {
            Access { part: Part::Element, .. } => return self.element_mismatch(node, param, edge),
            Access { part: Part::Value, way: Way::Borrow } => false,
            Access { part: Part::Value, way: Way::Take | Way::Copy } => {
                types::reference(&param.ty).is_none().then_some(true)?
            }
            Access { part: Part::Value, way: Way::BorrowMut | Way::Clone } => return None,
            Access { part: Part::Outcome | Part::Option | Part::Halves | Part::AtEnd, .. } => return None,
        };
        let asked = types::reference(&param.ty).map_or(&param.ty, |reference| &reference.elem);
        let source = self.source(edge.provider);
        let given = self.pipeline.given_type(edge.provider);
        let provided = self.judged(source, given.as_ref(), asked, &node.sig.generics, by_value)?;
        let ends = Ends {
            consumer: node.name(),
            asks: format!("`{}` asks for `{}`", node.name(), source.name()),
            provides: provides(source, provided),
            asked: &param.ty,
            element: false,
            at: param.span,
            source,
            provided,
            by_value,
        };
        ends.mismatch()
    }

    /// The same for a parameter that takes the elements of a list.
    fn element_mismatch(&self, node: &Node, param: &Param, edge: Edge<Provider>) -> Option<Mismatch> {
        if param.clone.is_some() {
            return None;
        }
        let source = self.source(edge.provider);
        let provided = self.pipeline.given_type(edge.provider)?;
        let mut list = &provided;
        while let Some(reference) = types::reference(list) {
            list = &reference.elem;
        }
        let element = types::element(list)?;
        let by_value = edge.access.takes();
        let asked = match types::reference(&param.ty) {
            Some(reference) if !by_value => &*reference.elem,
            None if by_value => &param.ty,
            _ => return None,
        };
        let provided = self.compare(&element, asked, &node.sig.generics).then(|| types::bare(&element))?;
        let ends = Ends {
            consumer: node.name(),
            asks: format!("`{}` asks for the elements of `{}`", node.name(), source.name()),
            provides: format!("each of them is `{}`", literal(&types::text(provided))),
            asked: &param.ty,
            element: true,
            at: param.span,
            source,
            provided: Some(provided),
            by_value,
        };
        ends.mismatch()
    }

    /// Compares the type of an output's field with its provider's.
    pub(super) fn output_mismatch(&self, field: &EntryField<Provider>) -> Option<Mismatch> {
        let output = &self.pipeline.module.outputs[self.entry.declared?];
        let asked = &output.fields.iter().find(|declared| declared.ident == field.name)?.ty;
        if field.outcome {
            return None;
        }
        let source = self.source(field.provider);
        let given = self.pipeline.given_type(field.provider);
        let provided = self.judged(source, given.as_ref(), asked, &output.generics, true)?;
        let ends = Ends {
            consumer: &output.ident,
            asks: format!("the output `{}` asks for `{}`", output.ident, source.name()),
            provides: provides(source, provided),
            asked,
            element: false,
            at: field.name.span(),
            source,
            provided,
            by_value: true,
        };
        ends.mismatch()
    }

    /// The provided type, if the trait has to judge: `None` within where the compiler is to name it, because it has no
    /// name or borrows.
    fn judged<'s>(
        &self,
        source: Source<'_>,
        provided: Option<&'s Type>,
        asked: &Type,
        generics: &Generics,
        by_value: bool,
    ) -> Option<Option<&'s Type>> {
        let provided = provided.map(types::bare);
        if let Some(provided) = provided.filter(|provided| self.compare(provided, asked, generics)) {
            return Some(Some(provided));
        }
        let own = match source {
            Source::Node(node) => Some(&node.sig.generics),
            Source::Field(_) => None,
        };
        // A generic type may follow from the one that is asked for.
        let inferred = own.is_some_and(|generics| generics.type_params().next().is_some());
        let differs = provided.is_none_or(|provided| !types::same(provided, asked));
        let judged =
            by_value && differs && !inferred && types::is_plain(asked) && comparable(asked, Some(generics), true);
        judged.then_some(None)
    }

    /// True if the provided type is spelled in another way than the asked one, and both can be compared.
    fn compare(&self, provided: &Type, asked: &Type, generics: &Generics) -> bool {
        let provided = types::bare(provided);
        let asked = types::bare(asked);
        let input = self.pipeline.input_of(self.entry);
        !types::same(asked, provided)
            && !well_known_coercion(provided, asked)
            && comparable(provided, input.map(|input| &input.generics), false)
            && comparable(asked, Some(generics), true)
    }
}

/// "the node `pages` provides `Vec<Page>`, a `Page` for each element of `urls`"
fn provides(source: Source<'_>, provided: Option<&Type>) -> String {
    let provided = provided.map_or("{Self}".to_owned(), |provided| literal(&types::text(provided)));
    let text = format!("the {} `{}` provides `{provided}`", source.kind(), source.name());
    let Source::Node(node) = source else { return text };
    match node.params.iter().find(|param| param.each.is_some()).and_then(Param::wanted) {
        Some(collection) => format!("{text}, as it runs for each element of `{collection}`"),
        None => text,
    }
}

fn well_known_coercion(provided: &Type, asked: &Type) -> bool {
    matches!(asked, Type::TraitObject(_)) || types::points_on(provided) || types::derefs_to(provided, asked)
}

/// True if the type means the same wherever it is spelled, but for the lifetimes of references, if they may occur.
fn comparable(ty: &Type, generics: Option<&Generics>, references: bool) -> bool {
    let names = generics.into_iter().flat_map(|generics| &generics.params).filter_map(|param| match param {
        GenericParam::Type(param) => Some(param.ident.to_string()),
        GenericParam::Const(param) => Some(param.ident.to_string()),
        GenericParam::Lifetime(_) => None,
    });
    let mut fixed = Fixed { generics: names.collect(), references, yes: true };
    fixed.visit_type(ty);
    fixed.yes
}

struct Fixed {
    generics: Vec<String>,
    references: bool,
    yes: bool,
}

impl<'ast> Visit<'ast> for Fixed {
    fn visit_type(&mut self, ty: &'ast Type) {
        self.yes &= match ty {
            // An associated type may be any other one.
            Type::Path(_) => !types::is_associated(ty),
            Type::Reference(reference) => self.references && reference.mutability.is_none(),
            Type::Slice(_) => self.references,
            Type::Group(_) | Type::Never(_) | Type::Paren(_) | Type::Tuple(_) => true,
            _ => false,
        };
        visit::visit_type(self, ty);
    }

    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.yes &= !self.generics.iter().any(|name| ident == name);
    }

    fn visit_lifetime(&mut self, lifetime: &'ast syn::Lifetime) {
        self.yes &= lifetime.ident == "static";
    }
}
