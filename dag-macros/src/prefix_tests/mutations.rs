//! Token streams as flat lists, and their changes while somebody types.

use std::fmt;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A token, with the two ends of a group as tokens of their own.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Open(Delimiter),
    Close(Delimiter),
    Leaf(Leaf),
}

/// A token that is no group, compared by its text.
#[derive(Clone)]
pub(super) struct Leaf {
    token: TokenTree,
    pub(super) text: String,
}

impl fmt::Debug for Leaf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl PartialEq for Leaf {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Token {
    pub(super) fn is(&self, text: &str) -> bool {
        matches!(self, Self::Leaf(leaf) if leaf.text == text)
    }
}

/// Takes groups apart.
pub(super) fn flat(tokens: TokenStream) -> Vec<Token> {
    let mut list = Vec::new();
    flatten(tokens, &mut list);
    list
}

fn flatten(tokens: TokenStream, list: &mut Vec<Token>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => flatten(group.stream(), list),
            TokenTree::Group(group) => {
                list.push(Token::Open(group.delimiter()));
                flatten(group.stream(), list);
                list.push(Token::Close(group.delimiter()));
            }
            token => list.push(Token::Leaf(Leaf { text: token.to_string(), token })),
        }
    }
}

/// Puts groups together again. A group still open at the end is closed there, and an end without a beginning is left
/// out, as the compiler's lexer does before a macro sees anything.
pub(super) fn nested(tokens: &[Token]) -> TokenStream {
    let mut open: Vec<(Delimiter, Vec<TokenTree>)> = vec![(Delimiter::None, Vec::new())];
    for token in tokens {
        match token {
            Token::Open(delimiter) => open.push((*delimiter, Vec::new())),
            Token::Close(delimiter) if open.last().is_some_and(|(open, _)| open == delimiter) => close(&mut open),
            Token::Close(_) => {}
            Token::Leaf(Leaf { token, .. }) => push(&mut open, token.clone()),
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.into_iter().flat_map(|(_, tokens)| tokens).collect()
}

fn close(open: &mut Vec<(Delimiter, Vec<TokenTree>)>) {
    if let Some((delimiter, tokens)) = open.pop() {
        push(open, Group::new(delimiter, tokens.into_iter().collect()).into());
    }
}

fn push(open: &mut [(Delimiter, Vec<TokenTree>)], token: TokenTree) {
    if let Some((_, tokens)) = open.last_mut() {
        tokens.push(token);
    }
}

/// The tokens without the one at `place`.
pub(super) fn without(tokens: &[Token], place: usize) -> Vec<Token> {
    replaced(tokens, place, "")
}

/// The tokens with `stray` for the one at `place`.
pub(super) fn replaced(tokens: &[Token], place: usize, stray: &str) -> Vec<Token> {
    let end = tokens.len().min(place + 1);
    with(&tokens[..place], stray, &tokens[end..])
}

/// The tokens with `stray` in front of the one at `place`.
pub(super) fn inserted(tokens: &[Token], place: usize, stray: &str) -> Vec<Token> {
    with(&tokens[..place], stray, &tokens[place..])
}

fn with(before: &[Token], stray: &str, after: &[Token]) -> Vec<Token> {
    let stray = flat(stray.parse().unwrap_or_default());
    [before, &stray, after].concat()
}
