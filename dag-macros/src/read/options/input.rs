//! The options of `#[input]`.

use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Ident, Meta, Token, token};

use super::{mentioned, take};
use crate::diagnostics::errors::Errors;

/// The outputs that an input struct is for: `None` where it is for all that have none of their own.
type Outputs = Option<Vec<Ident>>;

/// Removes `#[input]`, or `#[input(for = Summary)]`, and says for which outputs it stands.
pub(crate) fn take_input(attrs: &mut Vec<Attribute>, errors: &mut Errors) -> Option<Outputs> {
    let taken = take(attrs, "input");
    if let [_, again, ..] = &taken[..] {
        errors.on(again, "`#[input]` is given twice");
    }
    let attr = taken.first()?;
    let outputs = match &attr.meta {
        Meta::Path(_) => Ok(None),
        Meta::List(list) => outputs.parse2(list.tokens.clone()).map(Some),
        Meta::NameValue(_) => Err(Error::new_spanned(attr, "")),
    };
    Some(outputs.unwrap_or_else(|_| {
        // Nobody knows which entry point takes it.
        errors.unreadable(Error::new_spanned(attr, message(attr)));
        None
    }))
}

/// `for = Summary`, `for = (Summary, Receipt)`
fn outputs(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    input.parse::<Token![for]>()?;
    input.parse::<Token![=]>()?;
    let outputs = if input.peek(token::Paren) {
        let names;
        syn::parenthesized!(names in input);
        let names: Punctuated<Ident, Token![,]> = names.call(Punctuated::parse_terminated)?;
        names.into_iter().collect()
    } else {
        vec![input.parse::<Ident>()?]
    };
    input.parse::<Option<Token![,]>>()?;
    if outputs.is_empty() { Err(input.error("")) } else { Ok(outputs) }
}

fn message(attr: &Attribute) -> String {
    let names = mentioned(attr.to_token_stream()).filter(|name| name.starts_with(char::is_uppercase));
    let names: Vec<String> = names.collect();
    let example = match &names[..] {
        [] => "Summary".to_owned(),
        [only] => only.clone(),
        several => format!("({})", several.join(", ")),
    };
    format!(
        "`#[input]` takes nothing, or the output whose entry point takes the struct: `#[input(for = {example})]`\n\
         without it the struct is for every entry point that has no input of its own"
    )
}
