//! Types that cannot be the same, however their names are defined: one is around the other.

use syn::visit::{self, Visit};
use syn::{Generics, Ident, Type, TypeReference};

use super::known::Pointer;
use super::{bare, borrowed_text, dereferenced, first_argument, known, reference, same, text};

/// A provided type and an asked one that differ by what is around one of them.
pub(crate) struct Apart {
    /// The parameter to ask for instead, in words.
    pub(crate) take: String,
    /// The type that the provider could give instead, in words.
    pub(crate) or_give: Option<String>,
    /// The element, where the asked type is that of each element of the provided list.
    pub(crate) each: Option<String>,
    /// The asked type, where a clone of what the provided reference refers to would fit.
    pub(crate) or_clone: bool,
}

impl Apart {
    fn take(provided: &Type) -> Self {
        let take = match reference(provided) {
            Some(lent) => text(&Type::Reference(TypeReference { lifetime: None, ..lent.clone() })),
            None => borrowed_text(provided),
        };
        Self { take, or_give: None, each: None, or_clone: false }
    }
}

/// Compares a provided type with an asked one. `None` unless it is certain that they differ.
pub(crate) fn apart(provided: &Type, asked: &Type, generics: &Generics) -> Option<Apart> {
    let (value, wanted) = (behind(provided), behind(asked));
    if mentions_generics(wanted, generics) {
        return None;
    }
    let lent = reference(asked).is_some();
    around_provided(provided, value, wanted, lent)
        .or_else(|| around_asked(provided, value, wanted))
        .or_else(|| around_elements(provided, value, wanted))
        .or_else(|| owned_of_lent(provided, value, wanted, lent))
}

/// `Arc<User>` where `User` is asked for, `Option<User>` or `Vec<User>` where `&User` is.
fn around_provided(provided: &Type, value: &Type, wanted: &Type, lent: bool) -> Option<Apart> {
    let inner = first_argument(value).filter(|inner| same(inner, wanted))?;
    let around = known(value).filter(|around| around.name != "Result")?;
    match around.pointer {
        Pointer::None => {
            let each =
                (around.elements == Some(0)).then(|| if lent { format!("&{}", text(inner)) } else { text(inner) });
            Some(Apart { each, ..Apart::take(provided) })
        }
        // It is dereferenced.
        _ if lent => None,
        Pointer::Unique | Pointer::Shared => Some(Apart::take(wanted)),
        Pointer::Wrapper => None,
    }
}

/// `User` where `Arc<User>`, `&Box<User>` or `Vec<User>` is asked for.
fn around_asked(provided: &Type, value: &Type, wanted: &Type) -> Option<Apart> {
    first_argument(wanted).filter(|inner| same(inner, value))?;
    // An `Option` or a `Result` is the business of conditions and failures.
    let around = known(wanted).filter(|around| !["Result", "Cow", "Pin", "Option"].contains(&around.name))?;
    let or_give = (around.pointer != Pointer::None && reference(provided).is_none()).then(|| text(wanted));
    Some(Apart { or_give, ..Apart::take(provided) })
}

/// `Vec<User>` where `&[&User]` is asked for, and the other way round.
fn around_elements(provided: &Type, value: &Type, wanted: &Type) -> Option<Apart> {
    let list = |ty: &Type| match bare(ty) {
        Type::Slice(slice) => Some((*slice.elem).clone()),
        ty => first_argument(ty).filter(|_| known(ty).is_some_and(|known| known.elements == Some(0))).cloned(),
    };
    let (given, wanted) = (list(value)?, list(wanted)?);
    let lends = |lent: &Type, owned: &Type| {
        reference(lent).is_some_and(|lent| {
            same(&lent.elem, owned) || dereferenced(owned).is_some_and(|target| same(&target, &lent.elem))
        })
    };
    (lends(&wanted, &given) || lends(&given, &wanted)).then(|| Apart::take(provided))
}

/// `&User` where `User` is asked for, `&str` where `String` or `&String` is.
fn owned_of_lent(provided: &Type, value: &Type, wanted: &Type, lent: bool) -> Option<Apart> {
    reference(provided).filter(|provided| provided.mutability.is_none())?;
    if !lent && same(value, wanted) {
        return Some(Apart { or_clone: true, ..Apart::take(provided) });
    }
    let owner = known(wanted).filter(|known| known.pointer == Pointer::None);
    let owned =
        owner.and_then(|_| dereferenced(wanted)).is_some_and(|target| same(&target, value) || last_is(&target, value));
    owned.then(|| Apart::take(provided))
}

/// True if both are paths to the same name: `::std::path::Path` and `Path`.
fn last_is(target: &Type, value: &Type) -> bool {
    let last = |ty: &Type| super::last_segment(ty).map(|segment| segment.ident.clone());
    last(target).is_some_and(|target| last(value) == Some(target))
}

/// The type without references in front.
fn behind(ty: &Type) -> &Type {
    reference(ty).map_or_else(|| bare(ty), |reference| behind(&reference.elem))
}

/// True if the type mentions one of the type parameters, or has no name.
pub(crate) fn mentions_generics(ty: &Type, generics: &Generics) -> bool {
    struct Mentioned<'a>(&'a Generics, bool);
    impl<'ast> Visit<'ast> for Mentioned<'_> {
        fn visit_ident(&mut self, ident: &'ast Ident) {
            self.1 |= self.0.type_params().any(|param| param.ident == *ident);
        }
        fn visit_type(&mut self, ty: &'ast Type) {
            self.1 |= matches!(ty, Type::ImplTrait(_) | Type::Infer(_));
            visit::visit_type(self, ty);
        }
    }
    let mut mentioned = Mentioned(generics, false);
    mentioned.visit_type(ty);
    mentioned.1
}
