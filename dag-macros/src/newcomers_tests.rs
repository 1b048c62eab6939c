//! Mistakes as people make them who have read the README alone: `newcomers/mistakes.txt`, one behind each `###`. What the
//! macro says of them is in `newcomers/messages.snap`; where it says nothing, the compiler does.
//!
//! `INSTA_UPDATE=always cargo test -p dag-macros newcomers` writes the messages anew.

use std::fmt::Write;
use std::panic::catch_unwind;

use insta::{Settings, assert_snapshot};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::LitStr;

use crate::answers::answered;
use crate::expand::expand;

const MISTAKES: &str = include_str!("newcomers/mistakes.txt");

/// The titles and the sources.
fn mistakes() -> impl Iterator<Item = (&'static str, &'static str)> {
    MISTAKES.split("### ").skip(1).filter_map(|mistake| mistake.split_once('\n'))
}

/// `#[dag(options)] item` → `options`, `item`, of the first such item in the source.
fn annotated(source: &str) -> Option<(TokenStream, TokenStream)> {
    let tokens: Vec<TokenTree> = source.parse::<TokenStream>().ok()?.into_iter().collect();
    let (place, options) = tokens.iter().enumerate().find_map(|(place, token)| Some((place, options(token)?)))?;
    let end = tokens[place..].iter().position(|token| delimited(token, Delimiter::Brace).is_some());
    let end = end.map_or(tokens.len(), |end| place + end + 1);
    Some((options, tokens[place + 1..end].iter().cloned().collect()))
}

fn options(token: &TokenTree) -> Option<TokenStream> {
    match &delimited(token, Delimiter::Bracket)?.stream().into_iter().collect::<Vec<_>>()[..] {
        [TokenTree::Ident(dag)] if dag == "dag" => Some(TokenStream::new()),
        [TokenTree::Ident(dag), TokenTree::Group(options)] if dag == "dag" => Some(options.stream()),
        _ => None,
    }
}

fn delimited(token: &TokenTree, delimiter: Delimiter) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

/// The texts of all `compile_error!("...")`.
fn messages(expanded: TokenStream) -> Vec<String> {
    let mut messages = Vec::new();
    let tokens: Vec<TokenTree> = expanded.into_iter().collect();
    for (place, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let macro_name = place.checked_sub(2).map(|place| tokens[place].to_string());
        if macro_name.as_deref() == Some("compile_error") {
            messages.extend(syn::parse2::<LitStr>(group.stream()).map(|text| text.value()));
        } else {
            messages.extend(self::messages(group.stream()));
        }
    }
    messages
}

#[test]
fn newcomers_mistakes_are_told_in_these_words() {
    let mut report = String::new();
    for (title, source) in mistakes() {
        let Some((options, item)) = annotated(source) else { continue };
        let said = catch_unwind(|| messages(answered(expand(options.clone(), item.clone()), false)));
        let said = said.unwrap_or_else(|_| panic!("the macro panics at: {title}"));
        writeln!(report, "### {title}").unwrap();
        said.iter().for_each(|message| writeln!(report, "{message}").unwrap());
    }
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("newcomers");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!("messages", report));
}

#[test]
fn no_mistake_gives_more_messages_than_it_has_places() {
    let several = ["all in one", "a node bears an input's name", "retry(count"];
    for (title, source) in mistakes().filter(|(title, _)| !several.iter().any(|start| title.starts_with(start))) {
        let Some((options, item)) = annotated(source) else { continue };
        let said = messages(answered(expand(options, item), false));
        assert!(said.len() <= 2, "{title}: {said:#?}");
    }
}
