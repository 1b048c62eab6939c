//! Attributes of ours where they mean nothing, and what was meant to be one.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Error, FnArg, Ident, Meta, Path, ReturnType, Signature};

use super::options::{as_node_option, given};
use crate::diagnostics::aliases::{Place, instead, meant};
use crate::diagnostics::suggest::{did_you_mean, list};
use crate::read::model::Module;
use crate::types;

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

/// `tokio::test` and the like: an attribute that makes a test or the program's `main` of a function, so that nobody else
/// calls it.
pub(super) fn of_entry_function(attr: &Attribute) -> Option<String> {
    let last = attr.path().segments.last()?;
    let makes_one = last.ident == "test" || last.ident == "main";
    let words = attr.path().segments.iter().map(|segment| segment.ident.to_string());
    makes_one.then(|| words.collect::<Vec<_>>().join("::"))
}

fn is_known(attr: &Attribute) -> bool {
    let known = |name: &str| attr.path().is_ident(name);
    COMPILERS.into_iter().any(known) || OURS.into_iter().any(|(name, _)| known(name))
}

/// Renames what is meant as one of our attributes of an item, each with a mistake.
pub(super) fn rename_alike(attrs: &mut [Attribute], here: &[&str]) -> Vec<Error> {
    let mut mistakes = Vec::new();
    for attr in attrs {
        shorten(attr);
        let Some(name) = attr.path().get_ident().cloned() else { continue };
        let Some(ours) = meant(&name.to_string()).filter(|ours| here.contains(ours)) else { continue };
        mistakes.push(Error::new(name.span(), format!("there is no attribute `{name}`; did you mean `#[{ours}]`?")));
        *path_of(attr) = Ident::new(ours, name.span()).into();
    }
    mistakes
}

/// `#[dagwright::node]` → `#[node]`
fn shorten(attr: &mut Attribute) {
    let segments = &attr.path().segments;
    if segments.len() == 2
        && segments[0].ident == "dagwright"
        && ["node", "input", "output"].iter().any(|ours| segments[1].ident == ours)
    {
        let name = segments[1].ident.clone();
        *path_of(attr) = name.into();
    }
}

fn path_of(attr: &mut Attribute) -> &mut Path {
    match &mut attr.meta {
        Meta::Path(path) => path,
        Meta::List(list) => &mut list.path,
        Meta::NameValue(value) => &mut value.path,
    }
}

/// Removes our attributes but for those that belong `here`, each with a mistake. `way`: the way to say it instead.
pub(super) fn take_misplaced(
    attrs: &mut Vec<Attribute>,
    here: &[&str],
    way: impl Fn(&str, &Attribute) -> Option<String>,
) -> Vec<Error> {
    let misplaced = || OURS.iter().filter(|(name, _)| !here.contains(name));
    let place = |attr: &Attribute| misplaced().find(|(name, _)| attr.path().is_ident(name));
    let mistakes = attrs.iter().filter_map(|attr| {
        let (name, place) = place(attr)?;
        let way = way(name, attr).map_or_else(String::new, |way| format!("\n{way}"));
        Some(Error::new_spanned(attr, format!("`#[{name}]` belongs on {place}{way}")))
    });
    let mistakes = mistakes.collect();
    attrs.retain(|attr| place(attr).is_none());
    mistakes
}

/// The way to say on a function what an attribute of ours that does not belong there may mean.
pub(super) fn way_on_function(name: &str, attr: &Attribute, sig: &Signature) -> Option<String> {
    Some(match name {
        "input" => GIVEN.to_owned(),
        "output" => {
            let (node, ty) = (&sig.ident, value_text(&sig.output));
            format!(
                "a value that no node takes is part of the output as it is; \
                 to choose: `#[output] pub struct Output {{ pub {node}: {ty} }}`"
            )
        }
        "from" | "each" | "clone" => match sig.inputs.iter().collect::<Vec<_>>()[..] {
            [FnArg::Typed(only)] => {
                let (attr, pattern, ty) = (attr_text(attr), &only.pat, types::text(&only.ty));
                format!("write it in front of the parameter: `{attr} {}: {ty}`", pattern.to_token_stream())
            }
            _ => format!("write it in front of the parameter: `{} item: &Item`", attr_text(attr)),
        },
        "future" => "what an `async fn` gives is awaited as it is; \
                     a future that the caller brings along is a field of the input: `#[future] pub token: F`"
            .to_owned(),
        _ => return None,
    })
}

/// The same for another item.
pub(super) fn way_on_item(name: &str, is_struct: bool, is_use: bool) -> Option<String> {
    let way = match name {
        "node" | "input" | "output" if is_use => "the `use` has come between it and what it is for: write it above",
        "node" if is_struct => {
            "if its fields are what the caller gives, mark it `#[input]`; if they are what is returned, `#[output]`"
        }
        "input" => GIVEN,
        "output" => "what is returned are the fields of a struct: `#[output] pub struct Output { pub page: Page }`",
        "future" if is_struct => "write it in front of the field: `#[future] pub token: F`",
        _ => return None,
    };
    Some(way.to_owned())
}

/// The same for a `type`: what the fields of a struct elsewhere are called is not to be seen here, so a name that nothing
/// has would be taken for one of them.
pub(super) fn way_on_alias(name: &str) -> Option<String> {
    let way = "the fields of a type that stands elsewhere cannot be seen here: write a struct with those that nodes use, \
               or with one field of that type, which nodes take apart";
    (name == "input").then(|| way.to_owned())
}

const GIVEN: &str = "what the caller gives are the fields of a struct: `#[input] pub struct Input { pub id: u64 }`";

/// `#[each(items)]`
fn attr_text(attr: &Attribute) -> String {
    attr.to_token_stream().to_string().replace("# [", "#[").replace(" (", "(").replace("( ", "(").replace(" )", ")")
}

/// The names that an attribute is given.
fn arguments(attr: &Attribute) -> String {
    match &attr.meta {
        Meta::Path(_) => String::new(),
        Meta::List(list) => given(&list.tokens),
        Meta::NameValue(value) => given(&value.value.to_token_stream()),
    }
}

/// The value that a function gives, as text.
fn value_text(output: &ReturnType) -> String {
    let ReturnType::Type(_, ty) = output else { return "()".to_owned() };
    let value = types::first_argument(ty).filter(|_| types::is_named_result(ty));
    types::text(value.unwrap_or(ty))
}

/// Removes what is left of the attributes of a parameter or a field but for the compiler's, each with a mistake.
pub(super) fn take_unknown(attrs: &mut Vec<Attribute>, place: Place, known: &[&str]) -> Vec<Error> {
    let unknown = |attr: &Attribute| {
        let name = attr.path().get_ident()?.to_string();
        (!COMPILERS.contains(&name.as_str())).then_some(name)
    };
    let mistakes =
        attrs.iter().filter_map(|attr| Some(Error::new_spanned(attr, message(attr, &unknown(attr)?, place, known))));
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

fn message(attr: &Attribute, name: &str, place: Place, known: &[&str]) -> String {
    let kind = match place {
        Place::InputField => "a field of the `#[input]` struct",
        Place::OutputField => "a field of an `#[output]` struct",
        _ => "a parameter",
    };
    if let Some(way) = instead(place, name, &arguments(attr)).or_else(|| as_node_option(attr)) {
        return format!("`#[{name}]` is no attribute of {kind}\n{way}");
    }
    let attributes: Vec<String> = known.iter().map(|known| format!("#[{known}]")).collect();
    let known_ones = match attributes.len() {
        0 => String::new(),
        1 => format!("\nits attribute is {}", list(attributes.iter().map(String::as_str))),
        _ => format!("\nits attributes are {}", list(attributes.iter().map(String::as_str))),
    };
    format!("`#[{name}]` is no attribute of {kind}{}{known_ones}", did_you_mean(name, known.iter().copied()))
}
