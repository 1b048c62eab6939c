//! Well-known error types, and the aliases of `Result` that fix one.

use syn::{Path, PathArguments, Type, TypeParamBound};

use super::spelled::{bare, first_argument, last_segment, unit};

/// The modules whose `Result` is one of the error beside it, with the name of that.
const ALIASES: [(&[&str], &str); 7] = [
    (&["io"], "Error"),
    (&["std", "io"], "Error"),
    (&["fmt"], "Error"),
    (&["std", "fmt"], "Error"),
    (&["core", "fmt"], "Error"),
    (&["anyhow"], "Error"),
    (&["eyre"], "Report"),
];

/// The errors that can be made of a `dagwright::Timeout`, by the ends of their paths.
const MADE_OF_A_TIMEOUT: [&[&str]; 4] = [&["io", "Error"], &["anyhow", "Error"], &["eyre", "Report"], &["Timeout"]];

/// `io::Error` of `io::Result<T>`.
pub(crate) fn error_of_alias(alias: &Type) -> Option<Type> {
    let Type::Path(path) = bare(alias) else { return None };
    let (last, module) = words(&path.path).split_last().map(|(last, module)| (last.clone(), module.to_vec()))?;
    let (_, name) = ALIASES.iter().find(|(known, _)| last == "Result" && *known == module)?;
    let mut error = path.clone();
    let segment = error.path.segments.last_mut()?;
    segment.ident = syn::Ident::new(name, segment.ident.span());
    segment.arguments = PathArguments::None;
    Some(Type::Path(error))
}

/// `()` of `fmt::Result`.
pub(crate) fn value_of_alias(alias: &Type) -> Option<Type> {
    let fixed = last_segment(alias)?.arguments.is_none() && error_of_alias(alias).is_some();
    fixed.then(unit)
}

/// True for an error that can be made of a `dagwright::Timeout`, as far as its spelling tells.
pub(crate) fn is_made_of_timeout(error: &Type) -> bool {
    match bare(error) {
        Type::Path(path) if path.qself.is_none() => {
            let words = words(&path.path);
            let ends = |known: &&[&str]| words.len() >= known.len() && words[words.len() - known.len()..] == **known;
            MADE_OF_A_TIMEOUT.iter().any(ends) || boxes_any_error(error)
        }
        _ => false,
    }
}

/// `Box<dyn Error + Send + Sync>`
fn boxes_any_error(ty: &Type) -> bool {
    let boxed = last_segment(ty).filter(|segment| segment.ident == "Box").and_then(|_| first_argument(ty));
    let Some(Type::TraitObject(object)) = boxed.map(bare) else { return false };
    object.bounds.iter().any(|bound| match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last().is_some_and(|segment| segment.ident == "Error"),
        _ => false,
    })
}

fn words(path: &Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}
