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
            (None, None) => {
                same_name(provided, asked) || types::derefs_to(provided, asked) || types::derefs_to(asked, provided)
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn serves(provided: &str, asked: &str) -> bool {
        may_serve(&syn::parse_str(provided).unwrap(), &syn::parse_str(asked).unwrap())
    }

    #[test]
    fn what_is_asked_for_is_served_by_what_coerces_to_it() {
        for (provided, asked) in [
            ("User", "&User"),
            ("Arc<Db>", "&Db"),
            ("&'a Db", "Db"),
            ("String", "&str"),
            ("PathBuf", "&std::path::Path"),
            ("Vec<User>", "&[User]"),
            ("Option<User>", "Option<&User>"),
            ("Result<User, DbError>", "&model::User"),
            ("impl Display", "String"),
            ("T", "u64"),
            ("(u64, String)", "(u64, &str)"),
        ] {
            assert!(serves(provided, asked), "{provided} for {asked}");
        }
    }

    #[test]
    fn what_is_another_type_is_no_candidate() {
        for (provided, asked) in [
            ("u64", "&User"),
            ("Vec<User>", "&User"),
            ("Vec<u64>", "&[String]"),
            ("String", "u64"),
            ("(u64, u64)", "(u64, String)"),
            ("HashMap<u64, User>", "&User"),
        ] {
            assert!(!serves(provided, asked), "{provided} for {asked}");
        }
    }

    #[test]
    fn only_a_type_of_its_own_tells_whose_value_is_meant() {
        let is_that = |provided, asked| is_that(&syn::parse_str(provided).unwrap(), &syn::parse_str(asked).unwrap());
        assert!(is_that("Option<User>", "&User"));
        assert!(!is_that("u64", "u64"));
        assert!(!is_that("String", "&str"));
        assert!(!is_that("Vec<User>", "&[User]"));
    }
}
