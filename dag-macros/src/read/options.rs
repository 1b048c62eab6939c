//! The options of `#[dag(...)]` and the attributes of parameters.

mod amount;
mod derive;
mod input;
mod node;
mod retry;
mod when;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Ident, LitStr, Meta, Token, Type};

use crate::diagnostics::aliases::{Place, instead};
use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::{did_you_mean, whole_list};
use crate::read::model::DagOptions;
use crate::read::policy::Given;

pub(crate) use input::take_input;
pub(crate) use node::{FALLIBLE, INFALLIBLE, NodeOptions, SKIP, take_node_options};

/// The options of `#[dag(...)]`.
const DAG_OPTIONS: [&str; 5] = ["name", "error", "derive", "spawn", "crate"];
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
            let names: Vec<String> = mentioned(attr.to_token_stream()).skip(1).collect();
            let usual = if attribute == "each" { "items" } else { "user" };
            // Inputs are named as they are, without their struct.
            let name = names.iter().find(|name| *name != "self" && *name != "input").map_or(usual, String::as_str);
            let more = match &attr.meta {
                Meta::List(list) if names.is_empty() && !list.tokens.is_empty() => {
                    "\nwhatever has to be worked out is a node of its own"
                }
                Meta::List(list) if list.tokens.to_string().contains(',') => {
                    "\na node before it can put several together"
                }
                _ => "",
            };
            let message =
                format!("`#[{attribute}(...)]` takes the name of one node or input: `#[{attribute}({name})]`{more}");
            errors.on(attr, message);
            None
        }
    }
}

/// The names among the tokens, also those in quotes.
pub(super) fn mentioned(tokens: TokenStream) -> Box<dyn Iterator<Item = String>> {
    Box::new(tokens.into_iter().flat_map(|token| match token {
        TokenTree::Ident(name) => Box::new(std::iter::once(name.to_string())),
        TokenTree::Group(group) => mentioned(group.stream()),
        TokenTree::Literal(_) => {
            let text = syn::parse2::<LitStr>(token.into()).ok().map(|text| text.value());
            Box::new(text.filter(|text| syn::parse_str::<Ident>(text).is_ok()).into_iter())
        }
        TokenTree::Punct(_) => Box::new(std::iter::empty()),
    }))
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
            "name" => {
                options.name = option.read_with(Ident::parse, "the name of the pipeline", "name = Checkout", errors)
            }
            "error" => options.error = option.read_with(Type::parse, "a type", "error = AppError", errors),
            "derive" => options.derive = Some(derive::derive(&option, errors)),
            "spawn" => options.spawn = Some(option.flag("dag", errors)),
            "crate" => {
                let example = "crate = my_crate::dagwright";
                options.krate = option.read_with(syn::Path::parse_mod_style, "a path", example, errors);
            }
            _ => errors.at(option.name.span(), unknown(Place::Dag, &option)),
        }
        seen.push(option.name);
    }
    options.unclear = errors.count() > mistakes;
    options
}

/// The options at a place, and the attribute they stand in.
fn options_of(place: Place) -> (&'static str, Vec<&'static str>) {
    match place {
        Place::Dag => ("dag", DAG_OPTIONS.to_vec()),
        Place::Retry => ("node(retry(...))", retry::RETRY_OPTIONS.to_vec()),
        _ => ("node", node::names().collect()),
    }
}

fn unknown(place: Place, option: &OptionTokens) -> String {
    let (attribute, known) = options_of(place);
    let name = option.name.unraw().to_string();
    let no_option = format!("`#[{attribute}]` has no option `{name}`");
    if let Some(way) = instead(place, &name, &given(&option.value)).or_else(|| of_another_place(place, option)) {
        return format!("{no_option}\n{way}");
    }
    let known = || known.iter().copied();
    format!("{no_option}{}\nits options are {}", did_you_mean(&name, known()), whole_list(known()))
}

/// An option of ours in the wrong attribute.
fn of_another_place(place: Place, option: &OptionTokens) -> Option<String> {
    let (name, value) = (option.name.unraw().to_string(), tight(&option.value));
    let of = |place: Place| options_of(place).1.contains(&name.as_str());
    match place {
        Place::Dag if of(Place::Node) => Some(format!("it is an option of a node: `#[node({name}{value})]`")),
        Place::Dag if name.starts_with(char::is_uppercase) && value.is_empty() => {
            Some(format!("if the pipeline is to be called so: `#[dag(name = {name})]`"))
        }
        Place::Node if of(Place::Dag) => Some(format!("it is an option of the module: `#[dag({name}{value})]`")),
        Place::Retry if of(Place::Node) => {
            Some(format!("it is an option of the node, beside `retry`: `#[node(retry, {name}{value})]`"))
        }
        _ => None,
    }
}

/// An option of a node that is written as an attribute of something else.
pub(super) fn as_node_option(attr: &Attribute) -> Option<String> {
    let name = attr.path().get_ident()?.unraw().to_string();
    let value = match &attr.meta {
        Meta::Path(_) => String::new(),
        Meta::List(list) => format!("({})", tight(&list.tokens)),
        Meta::NameValue(value) => format!(" = {}", value.value.to_token_stream()),
    };
    node::names().any(|option| option == name).then(|| format!("it is an option of the node: `#[node({name}{value})]`"))
}

/// The names in a value, or the value itself.
pub(super) fn given(value: &TokenStream) -> String {
    let names: Vec<String> = mentioned(value.clone()).collect();
    if names.is_empty() { value.to_string() } else { names.join(", ") }
}

/// The tokens as one would write them.
fn tight(tokens: &TokenStream) -> String {
    let text = tokens.to_string();
    let text = text.replace(" ,", ",").replace("( ", "(").replace(" )", ")");
    if text.starts_with('=') { format!(" {text}") } else { text }
}

/// One option: its name, and the tokens behind the name.
struct OptionTokens {
    name: Ident,
    /// Everything up to the next comma: empty for a flag, `= value` for a value.
    value: TokenStream,
}

impl OptionTokens {
    /// A value that has been read, with the place of its option.
    fn given<T>(&self, value: Option<T>) -> Option<Given<T>> {
        value.map(|value| Given { span: self.name.span(), value })
    }

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
        if self.value.is_empty() {
            return Some(TokenStream::new());
        }
        let list = self.parentheses();
        if list.is_none() {
            errors.on(self, format_args!("`{}` takes a list, for example `{example}`", self.name));
        }
        list
    }

    /// The tokens in the parentheses behind the name, if that is all there is.
    fn parentheses(&self) -> Option<TokenStream> {
        let mut tokens = self.value.clone().into_iter();
        match (tokens.next(), tokens.next()) {
            (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Parenthesis => {
                Some(group.stream())
            }
            _ => None,
        }
    }
}

impl ToTokens for OptionTokens {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.name.to_tokens(tokens);
        self.value.to_tokens(tokens);
    }
}

/// Cuts the tokens at commas, also at one that is missing, so that a mistake in one option hides no other.
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
            if let Some(semicolon) = input.parse::<Option<Token![;]>>()? {
                mistakes.push(syn::Error::new(semicolon.span, "options stand apart by commas"));
            } else if input.parse::<Option<Token![,]>>()?.is_none() && !input.is_empty() {
                let message = format!("a comma is missing in front of `{}`", input.fork().call(Ident::parse_any)?);
                mistakes.push(syn::Error::new(input.span(), message));
            }
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

/// Takes the value of an option: up to a comma, or to the name of the next option where the comma is missing.
fn until_comma(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    let mut angles = 0_usize;
    let mut complete = true;
    while !input.is_empty() && (angles > 0 || !ends_option(input, complete)) {
        let token: TokenTree = input.parse()?;
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => angles += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => angles = angles.saturating_sub(1),
            _ => {}
        }
        complete = match &token {
            TokenTree::Punct(_) => false,
            TokenTree::Ident(word) => syn::parse_str::<Ident>(&word.to_string()).is_ok(),
            TokenTree::Group(_) | TokenTree::Literal(_) => true,
        };
        tokens.extend([token]);
    }
    Ok(tokens)
}

fn ends_option(input: ParseStream<'_>, complete: bool) -> bool {
    input.peek(Token![,]) || input.peek(Token![;]) || (complete && begins_option(input))
}

/// A name behind a complete value; `a and b` may be meant as one condition.
fn begins_option(input: ParseStream<'_>) -> bool {
    let word = input.fork().call(Ident::parse_any);
    word.is_ok_and(|word| !["as", "and", "or", "is", "in", "else"].iter().any(|joining| word == joining))
}
