//! The options of `#[dag(...)]` and the attributes of parameters.

mod node;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Ident, Meta, Token};

use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::{did_you_mean, list};
use crate::read::model::DagOptions;

pub(crate) use node::{ALWAYS, FALLIBLE, INFALLIBLE, NodeOptions, SKIP, take_node_options};

/// The options of `#[dag(...)]`.
const DAG_OPTIONS: [&str; 4] = ["name", "error", "spawn", "crate"];
/// Removes the attributes called `name` from `attrs` and returns them.
pub(crate) fn take(attrs: &mut Vec<Attribute>, name: &str) -> Vec<Attribute> {
    let (taken, kept) = std::mem::take(attrs).into_iter().partition(|attr| attr.path().is_ident(name));
    *attrs = kept;
    taken
}

/// Removes the attribute `name`, which takes no arguments, and says where it stood.
pub(crate) fn take_flag(attrs: &mut Vec<Attribute>, name: &str, errors: &mut Errors) -> Option<Span> {
    let taken = take(attrs, name);
    for attr in &taken {
        if !matches!(attr.meta, Meta::Path(_)) {
            errors.on(attr, format_args!("`#[{name}]` takes no arguments"));
        }
    }
    if let [_, again, ..] = &taken[..] {
        errors.on(again, format_args!("`#[{name}]` is given twice"));
    }
    taken.first().map(|attr| attr.path().get_ident().map_or_else(Span::call_site, Ident::span))
}

/// Removes `#[from(name)]`, or another attribute of that kind, and returns the name.
pub(crate) fn take_name(attrs: &mut Vec<Attribute>, attribute: &str, errors: &mut Errors) -> Option<Ident> {
    let taken = take(attrs, attribute);
    if let [_, again, ..] = &taken[..] {
        errors.on(again, format_args!("`#[{attribute}(...)]` is given twice"));
    }
    let attr = taken.first()?;
    match attr.parse_args_with(Ident::parse_any) {
        Ok(name) => Some(name),
        Err(_) => {
            let example = if attribute == "each" { "items" } else { "user" };
            let message =
                format!("`#[{attribute}(...)]` takes the name of one node or input: `#[{attribute}({example})]`");
            errors.on(attr, message);
            None
        }
    }
}

/// Reads the options of `#[dag(...)]`.
pub(crate) fn read_dag_options(tokens: TokenStream, errors: &mut Errors) -> DagOptions {
    let mistakes = errors.count();
    let mut options = DagOptions::default();
    let mut seen: Vec<Ident> = Vec::new();
    for option in split_options(tokens, errors) {
        let name = option.name.to_string();
        if seen.contains(&option.name) {
            errors.at(option.name.span(), format_args!("`{name}` is given twice"));
            continue;
        }
        match name.as_str() {
            "name" => options.name = option.read("name = Checkout", errors),
            "error" => options.error = option.read("error = AppError", errors),
            "spawn" => options.spawn = Some(option.flag("dag", errors)),
            "crate" => {
                let example = "crate = my_crate::dagwright";
                options.krate = option.read_with(syn::Path::parse_mod_style, "a path", example, errors);
            }
            _ => errors.at(option.name.span(), unknown("dag", &name, &DAG_OPTIONS)),
        }
        seen.push(option.name);
    }
    options.unclear = errors.count() > mistakes;
    options
}

fn unknown(attribute: &str, name: &str, known: &[&str]) -> String {
    format!(
        "`#[{attribute}]` has no option `{name}`{}\nits options are {}",
        did_you_mean(name, known.iter().copied()),
        list(known.iter().copied()),
    )
}

/// One option: its name, and the tokens behind the name.
struct OptionTokens {
    name: Ident,
    /// Everything up to the next comma: empty for a flag, `= value` for a value.
    value: TokenStream,
}

impl OptionTokens {
    /// The place of an option that takes no value.
    fn flag(&self, attribute: &str, errors: &mut Errors) -> Span {
        self.flag_as(&format!("#[{attribute}({})]", self.name), errors)
    }

    fn flag_as(&self, example: &str, errors: &mut Errors) -> Span {
        if !self.value.is_empty() {
            errors.on(&self.value, format_args!("`{}` takes no value: write `{example}`", self.name));
        }
        self.name.span()
    }

    fn read<T: syn::parse::Parse>(&self, example: &str, errors: &mut Errors) -> Option<T> {
        self.read_with(T::parse, "a value", example, errors)
    }

    fn read_with<T>(
        &self,
        parse: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
        what: &str,
        example: &str,
        errors: &mut Errors,
    ) -> Option<T> {
        let value = |input: ParseStream<'_>| {
            input.parse::<Token![=]>()?;
            parse(input)
        };
        let read = value.parse2(self.value.clone());
        if read.is_err() {
            errors.on(self, format_args!("`{}` takes {what}, for example `{example}`", self.name));
        }
        read.ok()
    }

    /// The tokens in the parentheses behind the name; none where there are no parentheses.
    fn list(&self, example: &str, errors: &mut Errors) -> Option<TokenStream> {
        let mut tokens = self.value.clone().into_iter();
        match (tokens.next(), tokens.next()) {
            (None, _) => Some(TokenStream::new()),
            (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Parenthesis => {
                Some(group.stream())
            }
            _ => {
                errors.on(self, format_args!("`{}` takes a list, for example `{example}`", self.name));
                None
            }
        }
    }
}

impl ToTokens for OptionTokens {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.name.to_tokens(tokens);
        self.value.to_tokens(tokens);
    }
}

/// Cuts the tokens at commas, so that a mistake in one option hides no other.
fn split_options(tokens: TokenStream, errors: &mut Errors) -> Vec<OptionTokens> {
    let parser = |input: ParseStream<'_>| {
        let mut options = Vec::new();
        let mut mistakes = Vec::new();
        while !input.is_empty() {
            match input.call(Ident::parse_any) {
                Ok(name) => options.push(OptionTokens { name, value: until_comma(input)? }),
                Err(_) => {
                    mistakes.push(syn::Error::new(input.span(), "an option begins with its name"));
                    until_comma(input)?;
                }
            }
            input.parse::<Option<Token![,]>>()?;
        }
        Ok((options, mistakes))
    };
    match parser.parse2(tokens) {
        Ok((options, mistakes)) => {
            mistakes.into_iter().for_each(|mistake| errors.push(mistake));
            options
        }
        Err(error) => {
            errors.push(error);
            Vec::new()
        }
    }
}

fn until_comma(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    let mut angles = 0_usize;
    while !input.is_empty() && (angles > 0 || !input.peek(Token![,])) {
        let token: TokenTree = input.parse()?;
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => angles += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => angles = angles.saturating_sub(1),
            _ => {}
        }
        tokens.extend([token]);
    }
    Ok(tokens)
}
