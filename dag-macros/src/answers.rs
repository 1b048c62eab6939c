//! The compiler's part in `#[cfg]`, for tests: it answers the question that the macro asks, and expands again.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::expand::expand_decided;

/// Goes on behind a question to the compiler: the answer to every predicate is "on", or "off".
pub(crate) fn answered(expanded: TokenStream, on: bool) -> TokenStream {
    let mut tokens: Vec<TokenTree> = expanded.clone().into_iter().collect();
    let Some((index, arguments)) = question(&tokens) else { return expanded };
    // The markers stand in front of the question.
    tokens.drain(if on { index } else { 0 }..index + 2);
    let item = tokens.into_iter().map(without_predicate).collect();
    let answered = expand_decided(arguments, item);
    assert!(question(&answered.clone().into_iter().collect::<Vec<_>>()).is_none(), "asks again: {answered}");
    answered
}

/// The position of `#[...::dag_decided(arguments)]`, and the arguments.
fn question(tokens: &[TokenTree]) -> Option<(usize, TokenStream)> {
    tokens.iter().enumerate().find_map(|(index, token)| {
        let TokenTree::Group(attribute) = token else { return None };
        let words: Vec<TokenTree> = attribute.stream().into_iter().collect();
        match &words[..] {
            [.., TokenTree::Ident(name), TokenTree::Group(arguments)] if name == "dag_decided" => {
                Some((index.checked_sub(1)?, arguments.stream()))
            }
            _ => None,
        }
    })
}

/// `[cfg_attr(predicate, doc = "...")]` → `[doc = "..."]`
fn without_predicate(token: TokenTree) -> TokenTree {
    let TokenTree::Group(attribute) = &token else { return token };
    let words: Vec<TokenTree> = attribute.stream().into_iter().collect();
    match &words[..] {
        [TokenTree::Ident(name), TokenTree::Group(arguments)] if name == "cfg_attr" => {
            let arguments: Vec<TokenTree> = arguments.stream().into_iter().collect();
            let marker = arguments[arguments.len() - 3..].iter().cloned().collect();
            Group::new(Delimiter::Bracket, marker).into()
        }
        _ => token,
    }
}
