//! Attributes of ours where they mean nothing, and what was meant to be one.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{Attribute, Error};

use crate::diagnostics::suggest::{did_you_mean, list};
use crate::read::model::Module;

/// The attributes, and what each belongs on.
const OURS: [(&str, &str); 7] = [
    ("node", "a function"),
    ("input", "a struct with named fields"),
    ("output", "a struct with named fields"),
    ("future", "a field of the `#[input]` struct"),
    ("from", "a parameter of a node"),
    ("each", "a parameter of a node"),
    ("clone", "a parameter of a node"),
];
/// The attributes of the compiler that may stand where ours do, and that read no others.
const COMPILERS: [&str; 15] = [
    "allow",
    "cfg",
    "cfg_attr",
    "cold",
    "deny",
    "deprecated",
    "doc",
    "expect",
    "forbid",
    "inline",
    "must_use",
    "repr",
    "test",
    "track_caller",
    "warn",
];

/// True if a derive or an attribute macro is among the attributes of an item or its module: it may read all that stand
/// in the item.
pub(super) fn read_by_others(attrs: &[Attribute], module: &Module) -> bool {
    attrs.iter().chain(&module.header.attrs).any(|attr| !is_known(attr))
}

fn is_known(attr: &Attribute) -> bool {
    let known = |name: &str| attr.path().is_ident(name);
    COMPILERS.into_iter().any(known) || OURS.into_iter().any(|(name, _)| known(name))
}

/// Removes our attributes but for those that belong `here`, each with a mistake.
pub(super) fn take_misplaced(attrs: &mut Vec<Attribute>, here: &[&str]) -> Vec<Error> {
    let misplaced = || OURS.iter().filter(|(name, _)| !here.contains(name));
    let place = |attr: &Attribute| misplaced().find(|(name, _)| attr.path().is_ident(name));
    let mistakes = attrs.iter().filter_map(|attr| {
        let (name, place) = place(attr)?;
        Some(Error::new_spanned(attr, format!("`#[{name}]` belongs on {place}")))
    });
    let mistakes = mistakes.collect();
    attrs.retain(|attr| place(attr).is_none());
    mistakes
}

/// Removes what is left of the attributes of a parameter or a field but for the compiler's, each with a mistake.
pub(super) fn take_unknown(attrs: &mut Vec<Attribute>, kind: &str, known: &[&str]) -> Vec<Error> {
    let unknown = |attr: &Attribute| {
        let name = attr.path().get_ident()?.to_string();
        (!COMPILERS.contains(&name.as_str())).then_some(name)
    };
    let mistakes =
        attrs.iter().filter_map(|attr| Some(Error::new_spanned(attr, message(&unknown(attr)?, kind, known))));
    let mistakes = mistakes.collect();
    attrs.retain(|attr| unknown(attr).is_none());
    mistakes
}

/// An item that cannot be read without our attributes in front of it, which would be unknown to the compiler.
pub(super) fn without_ours(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let attribute = kept.last().is_some_and(|last| last.to_string() == "#");
        if attribute && matches!(&token, TokenTree::Group(group) if is_ours(group)) {
            kept.pop();
        } else {
            kept.push(token);
        }
    }
    kept.into_iter().collect()
}

/// `[input]`
fn is_ours(group: &Group) -> bool {
    let first = group.stream().into_iter().next().map(|token| token.to_string());
    let ours = OURS.iter().any(|(name, _)| first.as_deref() == Some(name));
    ours && group.delimiter() == Delimiter::Bracket
}

fn message(name: &str, kind: &str, known: &[&str]) -> String {
    let attributes = known.iter().map(|known| format!("#[{known}]"));
    let attributes: Vec<String> = attributes.collect();
    let known_ones = match attributes.len() {
        0 => String::new(),
        1 => format!("\nits attribute is {}", list(attributes.iter().map(String::as_str))),
        _ => format!("\nits attributes are {}", list(attributes.iter().map(String::as_str))),
    };
    format!("`#[{name}]` is no attribute of {kind}{}{known_ones}", did_you_mean(name, known.iter().copied()))
}
