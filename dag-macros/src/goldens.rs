//! Whole expansions, compared with files: `goldens/<name>.rs` is a module as a user writes it,
//! `goldens/<name>.snap` its expansion by `#[dag]`. `CONTRIBUTING.md` says how to write them anew.

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use insta::{Settings, assert_snapshot};
use proc_macro2::{TokenStream, TokenTree};

use crate::answers::answered;
use crate::expand::expand;

/// The runtime's path, and its short form in the goldens.
const RUNTIME: (&str, &str) = (":: dagwright :: runtime ::", "rt ::");

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/goldens")
}

/// The files of the folder that end like this, without their ending.
pub(crate) fn names(ending: &str) -> BTreeSet<String> {
    let files = fs::read_dir(folder()).expect("the goldens have a folder");
    let names = files.map(|file| file.expect("the folder can be read").file_name().into_string().expect("plain names"));
    names.filter_map(|name| Some(name.strip_suffix(ending)?.to_owned())).collect()
}

pub(crate) fn source(name: &str) -> String {
    fs::read_to_string(folder().join(format!("{name}.rs"))).expect("every golden has its module")
}

/// The expansion of `#[dag(options)] mod name { ... }`.
pub(crate) fn expansion(source: &str) -> TokenStream {
    let (options, item) = taken_apart(source);
    expand(options, item)
}

/// `#[dag(options)] mod name { ... }` → `options` and `mod name { ... }`
pub(crate) fn taken_apart(source: &str) -> (TokenStream, TokenStream) {
    let tokens: Vec<TokenTree> =
        source.parse::<TokenStream>().expect("a module is made of tokens").into_iter().collect();
    let [_, TokenTree::Group(attribute), item @ ..] = &tokens[..] else { panic!("no attribute in {source}") };
    let options = match &attribute.stream().into_iter().collect::<Vec<_>>()[..] {
        [TokenTree::Ident(dag)] if dag == "dag" => TokenStream::new(),
        [TokenTree::Ident(dag), TokenTree::Group(options)] if dag == "dag" => options.stream(),
        _ => panic!("another attribute in front of {source}"),
    };
    (options, item.iter().cloned().collect())
}

pub(crate) fn file(expanded: &TokenStream) -> syn::File {
    let (runtime, short) = RUNTIME;
    syn::parse_str(&expanded.to_string().replace(runtime, short)).expect("an expansion is made of items")
}

fn pretty(expanded: &TokenStream) -> String {
    prettyplease::unparse(&file(expanded))
}

/// The expansion; if the compiler is asked first, the question, and the expansion after either answer.
fn golden(name: &str) -> String {
    let expanded = expansion(&source(name));
    let [on, off] = [true, false].map(|on| pretty(&answered(expanded.clone(), on)));
    let first = pretty(&expanded);
    assert!(on.contains("fn run"), "{name} has a mistake: {on}");
    if first == on { first } else { format!("{first}\n// If so:\n\n{on}\n// If not:\n\n{off}") }
}

fn compare(name: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("goldens");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, golden(name)));
}

#[test]
fn every_module_expands_to_what_is_written_down() {
    let sources = names(".rs");
    let differing: Vec<&String> = sources.iter().filter(|name| catch_unwind(|| compare(name)).is_err()).collect();
    assert!(differing.is_empty(), "other expansions than written down: {differing:?}");
    assert_eq!(names(".snap"), sources, "every golden has its module, and every module its golden");
}
