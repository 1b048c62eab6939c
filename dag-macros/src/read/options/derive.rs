//! The option `derive` of `#[dag(...)]`.

use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Path, Token};

use super::OptionTokens;
use crate::diagnostics::errors::Errors;
use crate::read::model::Derive;

/// Reads `derive(Clone, serde::Serialize)`. What is generated is `Debug` in any case.
pub(super) fn derive(option: &OptionTokens, errors: &mut Errors) -> Derive {
    let paths =
        |input: ParseStream<'_>| Punctuated::<Path, Token![,]>::parse_terminated_with(input, Path::parse_mod_style);
    let read = option.parentheses().and_then(|list| paths.parse2(list).ok()).filter(|paths| !paths.is_empty());
    if read.is_none() {
        let example = "derive(Clone, PartialEq)";
        errors.on(option, format_args!("`derive` takes a list of derives, for example `{example}`"));
    }
    let mut derive = Derive { at: option.name.span(), paths: Vec::new() };
    for path in read.into_iter().flatten() {
        let text = path.to_token_stream().to_string();
        if derive.paths.iter().any(|earlier| earlier.to_token_stream().to_string() == text) {
            errors.on(&path, format_args!("`{}` is given twice", text.replace(' ', "")));
        } else if path.segments.last().is_some_and(|last| last.ident != "Debug") {
            derive.paths.push(path);
        }
    }
    derive
}
