//! The options of `#[dag(...)]`, `#[node(...)]` and of parameters: one table of names each.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Ident, Meta, Token};

use crate::errors::Errors;
use crate::model::DagOptions;
use crate::suggest::{did_you_mean, list};

/// What `#[node(...)]` understands.
const NODE_OPTIONS: [&str; 4] = ["skip", "always", "fallible", "infallible"];
/// What `#[dag(...)]` understands.
const DAG_OPTIONS: [&str; 3] = ["name", "error", "crate"];
/// Options of which a node can have only one.
const CONTRADICTIONS: [(&str, &str); 4] =
    [("fallible", "infallible"), ("skip", "always"), ("skip", "fallible"), ("skip", "infallible")];

/// The options of a function, each with the place where it was said.
#[derive(Default)]
pub(crate) struct NodeOptions {
    /// The place of `#[node]` itself, with or without options.
    pub(crate) marked: Option<Span>,
    flags: Vec<Ident>,
}

impl NodeOptions {
    /// Whether the option `name` was given.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.flags.iter().any(|flag| flag == name)
    }
}

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

/// Removes `#[from(name)]` and returns the name.
pub(crate) fn take_from(attrs: &mut Vec<Attribute>, errors: &mut Errors) -> Option<Ident> {
    let taken = take(attrs, "from");
    if let [_, again, ..] = &taken[..] {
        errors.on(again, "`#[from(...)]` is given twice");
    }
    let attr = taken.first()?;
    match attr.parse_args_with(|input: ParseStream<'_>| input.call(Ident::parse_any)) {
        Ok(name) => Some(name),
        Err(_) => {
            let message = "`#[from(...)]` takes the name of one node or input: `#[from(user)]`";
            errors.unreadable(syn::Error::new_spanned(attr, message));
            None
        }
    }
}

/// Removes every `#[node]` and `#[node(...)]` and reads their options.
pub(crate) fn take_node_options(attrs: &mut Vec<Attribute>, errors: &mut Errors) -> NodeOptions {
    let mut options = NodeOptions::default();
    for attr in take(attrs, "node") {
        options.marked.get_or_insert(attr.path().get_ident().map_or_else(Span::call_site, Ident::span));
        match &attr.meta {
            Meta::Path(_) => {}
            Meta::List(list) => read_node_options(list.tokens.clone(), &mut options, errors),
            Meta::NameValue(meta) => errors.on(meta, "options of a node go into parentheses: `#[node(always)]`"),
        }
    }
    for (one, other) in CONTRADICTIONS {
        if options.has(one)
            && let Some(flag) = options.flags.iter().find(|flag| *flag == other)
        {
            errors.at(flag.span(), format_args!("`{other}` contradicts `{one}`: a node can have one of them only"));
        }
    }
    options
}

fn read_node_options(tokens: TokenStream, options: &mut NodeOptions, errors: &mut Errors) {
    for option in split_options(tokens, errors) {
        let name = option.name.to_string();
        if !NODE_OPTIONS.contains(&name.as_str()) {
            errors.at(option.name.span(), unknown("node", &name, &NODE_OPTIONS));
        } else if options.has(&name) {
            errors.at(option.name.span(), format_args!("`{name}` is given twice"));
        } else if !option.value.is_empty() {
            errors.on(&option.value, format_args!("`{name}` takes no value: write `#[node({name})]`"));
        } else {
            options.flags.push(option.name);
        }
    }
}

/// Reads the options of `#[dag(...)]`.
pub(crate) fn read_dag_options(tokens: TokenStream, errors: &mut Errors) -> DagOptions {
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
            "crate" => {
                options.krate = option.read_with(syn::Path::parse_mod_style, "crate = my_crate::dagwright", errors)
            }
            _ => errors.at(option.name.span(), unknown("dag", &name, &DAG_OPTIONS)),
        }
        seen.push(option.name);
    }
    options
}

fn unknown(attribute: &str, name: &str, known: &[&str]) -> String {
    format!(
        "`#[{attribute}]` has no option `{name}`{}\nits options are {}",
        did_you_mean(name, known.iter().copied()),
        list(known.iter().copied()),
    )
}

/// One option: its name and what stands behind the name.
struct OptionTokens {
    name: Ident,
    /// Everything up to the next comma: empty for a flag, `= value` for a value.
    value: TokenStream,
}

impl OptionTokens {
    fn read<T: syn::parse::Parse>(&self, example: &str, errors: &mut Errors) -> Option<T> {
        self.read_with(T::parse, example, errors)
    }

    fn read_with<T>(
        &self,
        parse: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
        example: &str,
        errors: &mut Errors,
    ) -> Option<T> {
        let value = |input: ParseStream<'_>| {
            input.parse::<Token![=]>()?;
            parse(input)
        };
        let parsed = value.parse2(self.value.clone()).ok();
        if parsed.is_none() {
            let place = (&self.name, &self.value);
            errors.on(Pair(place), format_args!("`{}` takes a value, for example `{example}`", self.name));
        }
        parsed
    }
}

/// Two neighbours, so that an error covers both.
struct Pair<'a>((&'a Ident, &'a TokenStream));

impl ToTokens for Pair<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.0.to_tokens(tokens);
        self.0.1.to_tokens(tokens);
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
        let token: proc_macro2::TokenTree = input.parse()?;
        match &token {
            proc_macro2::TokenTree::Punct(punct) if punct.as_char() == '<' => angles += 1,
            proc_macro2::TokenTree::Punct(punct) if punct.as_char() == '>' => angles = angles.saturating_sub(1),
            _ => {}
        }
        tokens.extend([token]);
    }
    Ok(tokens)
}
