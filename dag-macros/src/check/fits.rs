//! Types that a consumer may ask for under a name that nothing has: a candidate that gives another is no candidate.

use syn::Type;

use crate::types;

/// False if `provided` is known to serve no one that asks for `asked`.
pub(super) fn may_serve(provided: &Type, asked: &Type) -> bool {
    let (provided, asked) = (core(provided), core(asked));
    match (provided, asked) {
        (Type::Tuple(provided), Type::Tuple(asked)) => {
            provided.elems.len() == asked.elems.len()
                && provided.elems.iter().zip(&asked.elems).all(|(provided, asked)| may_serve(provided, asked))
        }
        _ if !is_told(provided) || !is_told(asked) => true,
        _ => match (types::element(provided), types::element(asked)) {
            (Some(provided), Some(asked)) => may_serve(&provided, &asked),
            (None, None) => same_name(provided, asked) || derefs(provided, asked) || derefs(asked, provided),
            _ => false,
        },
    }
}

/// True if `provided` is a list of what is asked for.
pub(super) fn has_elements(provided: &Type, asked: &Type) -> bool {
    types::element(core(provided)).is_some_and(|element| may_serve(&element, asked))
}

/// True if both name the same type, and one that says something: many things are a `u64`.
pub(super) fn is_that(provided: &Type, asked: &Type) -> bool {
    let (provided, asked) = (core(provided), core(asked));
    let own = matches!(asked, Type::Path(_)) && is_told(asked) && types::known(asked).is_none();
    own && same_name(provided, asked)
}

/// The type behind references, pointers, `Option` and `Result`.
fn core(ty: &Type) -> &Type {
    let ty = types::pointee(ty);
    let wraps = types::is_named_option(ty) || types::is_named_result(ty);
    types::first_argument(ty).filter(|_| wraps).map_or(ty, core)
}

/// False if the spelling leaves open what the type is: `impl Display`, `T`, `T::Item`.
fn is_told(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => {
            let first = path.path.segments.first().map(|segment| segment.ident.to_string());
            let parameter = first.is_some_and(|first| first.len() == 1);
            path.qself.is_none() && !parameter
        }
        Type::Tuple(_) | Type::Array(_) | Type::Slice(_) => true,
        _ => false,
    }
}

fn same_name(one: &Type, other: &Type) -> bool {
    match (types::last_segment(one), types::last_segment(other)) {
        (Some(one), Some(other)) => one.ident == other.ident,
        _ => false,
    }
}

fn derefs(from: &Type, to: &Type) -> bool {
    types::derefs_to(from, to)
}
