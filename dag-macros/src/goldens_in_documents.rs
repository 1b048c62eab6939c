//! The README and ARCHITECTURE.md show expansions of the goldens' modules, in fewer words.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{ImplItem, ImplItemFn, Item};

use crate::goldens::{expansion, file, source};
use crate::names::RUN;

/// The words that the documents leave out, in this order.
const LEFT_OUT: [&[&str]; 3] = [
    &["rt", ":", ":"],
    &[":", ":", "core", ":", ":", "result", ":", ":", "Result", ":", ":"],
    &[":", ":", "core", ":", ":", "result", ":", ":"],
];

/// The code block that follows a sentence.
fn block(document: &str, sentence: &str) -> String {
    let text = document_text(document);
    let (_, behind) = text.split_once(sentence).unwrap_or_else(|| panic!("{document} does not say `{sentence}`"));
    let block = behind.split("```").nth(1).expect("a code block follows");
    let (_language, code) = block.split_once('\n').expect("a code block has lines");
    code.to_owned()
}

fn document_text(document: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(document);
    fs::read_to_string(path).expect("the document is there")
}

/// The function `run` of a golden's expansion.
fn run(name: &str) -> ImplItemFn {
    let items = file(&expansion(&source(name))).items.into_iter().flat_map(|item| match item {
        Item::Mod(module) => module.content.expect("an inline module").1,
        _ => Vec::new(),
    });
    let functions = items.flat_map(|item| match item {
        Item::Impl(item) => item.items,
        _ => Vec::new(),
    });
    let run = functions.into_iter().find_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == RUN => Some(ImplItemFn { attrs: Vec::new(), ..function }),
        _ => None,
    });
    run.expect("every pipeline has `run`")
}

fn words(tokens: TokenStream) -> Vec<String> {
    let words = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Group(group) => {
            let (open, close) = match group.delimiter() {
                Delimiter::Parenthesis => ("(", ")"),
                Delimiter::Brace => ("{", "}"),
                Delimiter::Bracket => ("[", "]"),
                Delimiter::None => ("", ""),
            };
            [vec![open.to_owned()], words(group.stream()), vec![close.to_owned()]].concat()
        }
        leaf => vec![leaf.to_string()],
    });
    words.filter(|word| !word.is_empty()).collect()
}

/// The words with `change` made at every match: so many words become these.
fn changed(words: &[String], change: impl Fn(&[&str]) -> Option<(usize, Vec<String>)>) -> Vec<String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (mut rest, mut changed) = (&words[..], Vec::new());
    while let [first, others @ ..] = rest {
        match change(rest) {
            Some((length, new)) => {
                changed.extend(new);
                rest = &rest[length..];
            }
            None => {
                changed.push((*first).to_owned());
                rest = others;
            }
        }
    }
    changed
}

/// `(&x).method()` and `(&mut x).method()` → `x.method()`
fn without_borrow(words: &[&str]) -> Option<(usize, Vec<String>)> {
    match words {
        ["(", "&", name, ")", ".", ..] => Some((4, vec![(*name).to_owned()])),
        ["(", "&", "mut", name, ")", ".", ..] => Some((5, vec![(*name).to_owned()])),
        _ => None,
    }
}

/// `Input { id: id }` → `Input { id }`
fn field_once(words: &[&str]) -> Option<(usize, Vec<String>)> {
    match words {
        [field, ":", value, "," | "}", ..] if field == value => Some((3, vec![(*field).to_owned()])),
        _ => None,
    }
}

/// Trailing commas depend on the line breaks.
fn without_last_comma(words: &[&str]) -> Option<(usize, Vec<String>)> {
    matches!(words, [",", ")" | "]" | "}", ..]).then(|| (1, Vec::new()))
}

/// `__user_place` → `user_place`, `2usize` → `2`
fn plain(word: &str) -> String {
    let number = word.strip_suffix("usize").filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    number.filter(|number| !number.is_empty()).unwrap_or_else(|| word.trim_start_matches("__")).to_owned()
}

/// Generated code as the documents show it.
fn simplified(code: TokenStream) -> Vec<String> {
    let mut words = words(code);
    for path in LEFT_OUT {
        words = changed(&words, |words| words.starts_with(path).then(|| (path.len(), Vec::new())));
    }
    words = words.iter().map(|word| plain(word)).collect();
    words = changed(&words, without_borrow);
    words = changed(&words, field_once);
    changed(&words, without_last_comma)
}

/// So that a difference can be read.
fn lines(words: &[String]) -> String {
    words.join(" ").replace(": :", "::").replace("; ", ";\n")
}

/// Comments and white space are the documents' own.
fn assert_shown(shown: &str, code: TokenStream) {
    let shown = words(shown.parse().expect("code is made of tokens"));
    let (shown, expected) = (lines(&changed(&shown, without_last_comma)), lines(&simplified(code)));
    assert!(shown == expected, "the document shows\n\n{shown}\n\ninstead of\n\n{expected}\n");
}

#[test]
fn the_readme_shows_what_run_becomes() {
    let statements = run("readme").block.stmts;
    assert_shown(&block("README.md", "this is what `run` becomes:"), quote!(#(#statements)*));
}

#[test]
fn the_module_of_the_readme_is_that_of_its_golden() {
    assert!(document_text("README.md").contains(&source("readme")), "the README's first example is another module");
}

#[test]
fn the_architecture_shows_what_a_woven_run_becomes() {
    assert_shown(&block("ARCHITECTURE.md", "`run` becomes this"), run("n").into_token_stream());
}
