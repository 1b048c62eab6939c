//! The condition of a node: `when = name`, `when = !name`, `when = some(name)`.

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Ident, LitBool, Token, token};

use super::{OptionTokens, mentioned};
use crate::diagnostics::errors::Errors;
use crate::read::policy::{Case, When};

pub(super) fn when(option: &OptionTokens, errors: &mut Errors) -> Option<When> {
    let value = behind_equals.parse2(option.value.clone()).unwrap_or_default();
    if let Ok(when) = condition.parse2(value.clone()) {
        return Some(when);
    }
    match about_some.parse2(value.clone()) {
        Ok(message) => errors.on(value, message),
        Err(_) => errors.on(
            option,
            "`when` takes the name of a node or input: `name` or `!name` of a `bool`, or `some(name)` of an `Option`\n\
             whatever has to be worked out is a node of its own: `when = is_member`",
        ),
    }
    None
}

fn behind_equals(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    input.parse::<Token![=]>()?;
    input.parse()
}

fn condition(input: ParseStream<'_>) -> syn::Result<When> {
    if input.parse::<Option<Token![!]>>()?.is_some() {
        return Ok(When { name: name(input)?, case: Case::False });
    }
    if begins_some(input) {
        return Ok(When { name: name(&in_some(input)?)?, case: Case::Something });
    }
    Ok(When { name: name(input)?, case: Case::True })
}

/// All that is left is a name; `true` and `false` are none.
fn name(input: ParseStream<'_>) -> syn::Result<Ident> {
    if input.peek(LitBool) {
        return Err(input.error("no name"));
    }
    let name = input.call(Ident::parse_any)?;
    if input.is_empty() { Ok(name) } else { Err(input.error("more than a name")) }
}

fn begins_some(input: ParseStream<'_>) -> bool {
    input.fork().call(Ident::parse_any).is_ok_and(|word| word == "some") && input.peek2(token::Paren)
}

fn in_some(input: ParseStream<'_>) -> syn::Result<syn::parse::ParseBuffer<'_>> {
    input.call(Ident::parse_any)?;
    let within;
    syn::parenthesized!(within in input);
    Ok(within)
}

/// The message about a `some(...)` that takes something else than a name, or has something around it.
fn about_some(input: ParseStream<'_>) -> syn::Result<String> {
    let negated = input.parse::<Option<Token![!]>>()?.is_some();
    if !begins_some(input) {
        return Err(input.error("another mistake"));
    }
    let tokens: TokenStream = in_some(input)?.parse()?;
    let rest: TokenStream = input.parse()?;
    let names: Vec<String> = mentioned(tokens.clone()).collect();
    let name = names.first().map_or("note", String::as_str);
    let negated = negated || tokens.to_string().starts_with('!');
    if negated && names.len() == 1 && rest.is_empty() {
        return Ok(format!(
            "whether there is nothing in `{name}` is for a node to say\n\
             add one, such as `#[node] fn no_{name}({name}: Option<&T>) -> bool` with `{name}.is_none()`: \
             `when = no_{name}`"
        ));
    }
    let joined = if rest.is_empty() && names.len() < 2 { "" } else { "\na node before it can put several together" };
    Ok(format!("`some` takes the name of one node or input that gives an `Option`: `when = some({name})`{joined}"))
}
