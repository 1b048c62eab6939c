//! `#[node]` within the body of a function, where nothing is a node.

use proc_macro2::{Group, TokenStream, TokenTree};
use syn::Error;

/// Removes every `#[node]` from the statements of a body, each with a mistake. A pipeline within has its own, and what
/// stands in the call of a macro is that macro's.
pub(super) fn take_from_body(body: TokenTree) -> (TokenTree, Vec<Error>) {
    let TokenTree::Group(block) = &body else { return (body, Vec::new()) };
    let mut mistakes = Vec::new();
    if !mentions(block.stream(), "node") || mentions(block.stream(), "dag") {
        return (body, mistakes);
    }
    let tokens = without(block.stream(), &mut mistakes);
    (again(block, tokens), mistakes)
}

/// True if there is an attribute `#[name]` anywhere.
fn mentions(tokens: TokenStream, name: &str) -> bool {
    let mut behind = false;
    tokens.into_iter().any(|token| {
        let attribute = std::mem::replace(&mut behind, is_punct(&token, '#'));
        match token {
            TokenTree::Group(group) => (attribute && begins_with(&group, name)) || mentions(group.stream(), name),
            _ => false,
        }
    })
}

fn without(tokens: TokenStream, mistakes: &mut Vec<Error>) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let token = match token {
            TokenTree::Group(group) if kept.last().is_some_and(|last| is_punct(last, '#')) => {
                if begins_with(&group, "node") {
                    mistakes.push(Error::new(group.span(), MESSAGE));
                    kept.pop();
                    continue;
                }
                TokenTree::Group(group)
            }
            TokenTree::Group(group) if !kept.last().is_some_and(|last| is_punct(last, '!')) => {
                again(&group, without(group.stream(), mistakes))
            }
            other => other,
        };
        kept.push(token);
    }
    kept.into_iter().collect()
}

const MESSAGE: &str = "`#[node]` belongs on a function of the module, and not within one\n\
                       what is to be a node of its own is a function of its own";

fn again(group: &Group, tokens: TokenStream) -> TokenTree {
    let mut again = Group::new(group.delimiter(), tokens);
    again.set_span(group.span());
    TokenTree::Group(again)
}

fn is_punct(token: &TokenTree, punct: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == punct)
}

fn begins_with(group: &Group, name: &str) -> bool {
    matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(first)) if first == name)
}
