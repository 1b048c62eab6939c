//! Items that are still being typed. The compiler has told so before the macro sees them, but a message of ours is what
//! keeps the uses of the pipeline quiet; so it says in a few words what is missing.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Error;

/// The mistake of a function with a parameter, or a struct with a field, whose type is not there yet: `user: `, `user`.
pub(super) fn without_a_type(item: &TokenStream) -> Option<Error> {
    let mut tokens = item.clone().into_iter();
    let keyword = tokens.find(|token| is_word(token, &["fn", "struct"]))?;
    let (wanted, kind) =
        if is_word(&keyword, &["fn"]) { (Delimiter::Parenthesis, "parameter") } else { (Delimiter::Brace, "field") };
    let list = tokens.find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == wanted => Some(group.stream()),
        _ => None,
    })?;
    let parts = parts(list);
    if let Some(equals) = parts.iter().find_map(|part| default(part)).filter(|_| kind == "parameter") {
        let message = "a parameter has no default: its value comes from a node or an input";
        return Some(Error::new(equals.span(), message));
    }
    let half = parts.into_iter().find(|part| is_half(part))?;
    let name = half.into_iter().rev().find(|token| matches!(token, TokenTree::Ident(_)))?;
    Some(Error::new(name.span(), format!("the {kind} `{name}` has no type yet")))
}

/// The `=` of `id: u64 = 3`, which is none of `Future<Output = u64>`.
fn default(part: &[TokenTree]) -> Option<&TokenTree> {
    let mut angles = 0_usize;
    part.iter().find(|token| {
        if is_punct(token, '<') {
            angles += 1;
        } else if is_punct(token, '>') {
            angles = angles.saturating_sub(1);
        }
        angles == 0 && is_punct(token, '=')
    })
}

fn is_word(token: &TokenTree, words: &[&str]) -> bool {
    matches!(token, TokenTree::Ident(ident) if words.iter().any(|word| ident == word))
}

fn is_punct(token: &TokenTree, punct: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == punct)
}

/// The tokens between the commas, those within `<...>` aside.
fn parts(list: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![Vec::new()];
    let mut angles = 0_usize;
    for token in list {
        if is_punct(&token, '<') {
            angles += 1;
        } else if is_punct(&token, '>') {
            angles = angles.saturating_sub(1);
        }
        match parts.last_mut() {
            Some(part) if angles > 0 || !is_punct(&token, ',') => part.push(token),
            _ => parts.push(Vec::new()),
        }
    }
    parts
}

/// True if nothing stands behind the `:`, or there is none. Nothing at all is no part, and `self` has a type.
fn is_half(part: &[TokenTree]) -> bool {
    let receiver = part.iter().any(|token| is_word(token, &["self"]));
    let colon = part.iter().any(|token| is_punct(token, ':'));
    part.last().is_some_and(|last| is_punct(last, ':') || (!colon && !receiver))
}
