//! The options of `#[node(...)]`: one table, and the parser of each value.

use std::time::Duration;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitBool, LitFloat, LitInt, LitStr, Meta, Token};

use super::{OptionTokens, mentioned, split_options, take, unknown};
use crate::diagnostics::aliases::Place;
use crate::diagnostics::errors::Errors;
use crate::read::policy::{Always, Backoff, Executor, Given, GivenOption, NodeOption, Policy, StandsOn};

pub(crate) const SKIP: &str = "skip";
const ALWAYS: &str = "always";
pub(crate) const FALLIBLE: &str = "fallible";
pub(crate) const INFALLIBLE: &str = "infallible";

/// A row of the table: an option, and the parser of its value.
struct Row {
    option: NodeOption,
    read: fn(&OptionTokens, &mut Policy, &mut Errors),
}

/// An option that stands anywhere and has no say in anything else.
const PLAIN: NodeOption =
    NodeOption { name: "", stands_on: StandsOn::Any, on_failure: false, needs_tokio: false, contradicts: &[] };

const fn flag(option: NodeOption) -> Row {
    Row { option, read: |option, _, errors| _ = option.flag("node", errors) }
}

static NODE_OPTIONS: [Row; 15] = [
    Row {
        option: NodeOption {
            name: "blocking",
            stands_on: StandsOn::Plain,
            needs_tokio: true,
            contradicts: &["spawn"],
            ..PLAIN
        },
        read: |option, policy, errors| policy.blocking = Some(executor(option, "pool", errors)),
    },
    Row {
        option: NodeOption { name: "spawn", stands_on: StandsOn::Async, needs_tokio: true, ..PLAIN },
        read: |option, policy, errors| policy.spawn = Some(executor(option, "workers", errors)),
    },
    Row {
        option: NodeOption { name: "timeout", stands_on: StandsOn::Waiting, needs_tokio: true, ..PLAIN },
        read: |option, policy, errors| policy.timeout = timeout(option, errors),
    },
    Row {
        option: NodeOption {
            name: "retry",
            stands_on: StandsOn::Waiting,
            on_failure: true,
            needs_tokio: true,
            ..PLAIN
        },
        read: |option, policy, errors| policy.retry = retry(option, errors),
    },
    Row {
        option: NodeOption { name: "fallback", on_failure: true, ..PLAIN },
        read: |option, policy, errors| {
            let what = "the path of a function";
            policy.fallback = option.read_with(syn::Path::parse, what, "fallback = default_page", errors);
        },
    },
    Row {
        option: NodeOption { name: "when", ..PLAIN },
        read: |option, policy, errors| policy.when = when(option, errors),
    },
    Row {
        option: NodeOption { name: "after", ..PLAIN },
        read: |option, policy, errors| policy.after = after(option, errors),
    },
    Row {
        option: NodeOption { name: "limit", stands_on: StandsOn::Waiting, needs_tokio: true, ..PLAIN },
        read: |option, policy, errors| {
            policy.limit = option.read_with(Ident::parse_any, "the name of an input", "limit = permits", errors);
        },
    },
    Row {
        option: NodeOption { name: "concurrency", stands_on: StandsOn::Elements, ..PLAIN },
        read: |option, policy, errors| policy.concurrency = at_least_one(option, "concurrency = 8", errors),
    },
    flag(NodeOption {
        name: SKIP,
        contradicts: &[
            "blocking",
            "spawn",
            "timeout",
            "retry",
            "fallback",
            "when",
            "after",
            "limit",
            "concurrency",
            ALWAYS,
            FALLIBLE,
            INFALLIBLE,
            "free",
            "commit",
        ],
        ..PLAIN
    }),
    Row {
        option: NodeOption { name: ALWAYS, ..PLAIN },
        read: |option, policy, errors| policy.always = Some(always(option, errors)),
    },
    flag(NodeOption { name: FALLIBLE, contradicts: &[INFALLIBLE], ..PLAIN }),
    flag(NodeOption { name: INFALLIBLE, ..PLAIN }),
    Row {
        option: NodeOption { name: "free", ..PLAIN },
        read: |option, policy, errors| policy.free = Some(option.flag("node", errors)),
    },
    Row {
        option: NodeOption { name: "commit", ..PLAIN },
        read: |option, policy, errors| policy.commit = Some(option.flag("node", errors)),
    },
];

/// The names of all options of a node.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    NODE_OPTIONS.iter().map(|row| row.option.name)
}

/// The parts of `retry(...)`.
pub(super) const RETRY_OPTIONS: [&str; 6] = ["attempts", "backoff", "factor", "max", "jitter", "only"];
/// Nobody waits longer: it is `M` for months where minutes were meant.
const LONGEST: Duration = Duration::from_secs(28 * 24 * 60 * 60);

/// The options of a function.
#[derive(Default)]
pub(crate) struct NodeOptions {
    /// The place of `#[node]` itself, with or without options.
    pub(crate) marked: Option<Span>,
    /// The options, as they were given.
    pub(crate) given: Vec<GivenOption>,
    /// The way the node is to be run.
    pub(crate) policy: Policy,
    /// The names in options that there are not: one may be meant as the node's.
    pub(crate) meant: Vec<String>,
}

impl NodeOptions {
    /// True if the option `name` was given.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.given.iter().any(|given| given.option.name == name)
    }
}

/// Removes every `#[node]` and `#[node(...)]` and reads their options.
pub(crate) fn take_node_options(attrs: &mut Vec<Attribute>, errors: &mut Errors) -> NodeOptions {
    let mut options = NodeOptions::default();
    for attr in take(attrs, "node") {
        options.marked.get_or_insert(attr.path().get_ident().map_or_else(Span::call_site, Ident::span));
        match &attr.meta {
            Meta::Path(_) => {}
            Meta::List(list) => read_all(list.tokens.clone(), &mut options, errors),
            Meta::NameValue(meta) => errors.on(meta, "options of a node go into parentheses: `#[node(always)]`"),
        }
    }
    options
}

fn read_all(tokens: TokenStream, options: &mut NodeOptions, errors: &mut Errors) {
    for option in split_options(tokens, errors) {
        let (name, span) = (option.name.to_string(), option.name.span());
        match NODE_OPTIONS.iter().find(|row| row.option.name == name) {
            None => {
                errors.at(span, unknown(Place::Node, &option));
                options.meant.extend(mentioned(option.to_token_stream()));
            }
            Some(row) => {
                // Of two of one name the first counts.
                if !options.has(&name) {
                    (row.read)(&option, &mut options.policy, errors);
                }
                options.given.push(GivenOption { option: &row.option, span });
            }
        }
    }
}

/// Output: of `blocking` alone, the current executor; of `blocking = pool`, the one of that name.
fn executor(option: &OptionTokens, usual: &str, errors: &mut Errors) -> Executor {
    if option.value.is_empty() {
        return Executor::Current;
    }
    let meant = mentioned(option.value.clone()).find(|word| syn::parse_str::<Ident>(word).is_ok());
    let example = format!("{} = {}", option.name, meant.as_deref().unwrap_or(usual));
    let what = "no value, or the name of an input";
    option.read_with(name, what, &example, errors).map_or(Executor::Current, Executor::Named)
}

fn when(option: &OptionTokens, errors: &mut Errors) -> Option<Ident> {
    let what = "the name of a `bool` node or input, and whatever has to be worked out is a node of its own";
    option.read_with(name, what, "when = is_member", errors)
}

/// `true` and `false` are no names.
fn name(input: ParseStream<'_>) -> syn::Result<Ident> {
    if input.peek(LitBool) { Err(input.error("")) } else { input.call(Ident::parse_any) }
}

fn timeout(option: &OptionTokens, errors: &mut Errors) -> Option<Given<Duration>> {
    let after = duration(option, "timeout = \"500ms\"", errors)?;
    if after.value.is_zero() {
        errors.on(option, "with no time at all, every attempt that has to wait would fail");
    }
    Some(after)
}

/// Output: `retry`, or `retry(attempts = 4, ...)`, what is left out being as in [`Backoff::default`].
fn retry(option: &OptionTokens, errors: &mut Errors) -> Option<Given<Backoff>> {
    let mut backoff = Backoff::default();
    let mut seen: Vec<Ident> = Vec::new();
    for part in split_options(parts_of_retry(option, errors)?, errors) {
        let name = part.name.to_string();
        if !RETRY_OPTIONS.contains(&name.as_str()) {
            errors.at(part.name.span(), unknown(Place::Retry, &part));
        } else if seen.contains(&part.name) {
            errors.at(part.name.span(), format_args!("`{name}` is given twice"));
        } else {
            read_retry(&part, &name, &mut backoff, errors);
            seen.push(part.name);
        }
    }
    match seen.iter().find(|name| *name == "max") {
        None => backoff.longest = backoff.longest.max(backoff.first),
        Some(max) if backoff.first > backoff.longest && seen.iter().any(|name| name == "backoff") => {
            errors.at(max.span(), "`max` contradicts `backoff`: the first delay would be longer than any may be");
        }
        Some(_) => {}
    }
    Some(Given { span: option.name.span(), value: backoff })
}

/// The parts, or a mistake in place of a number alone: `retry = 3`, `retry(3)`.
fn parts_of_retry(option: &OptionTokens, errors: &mut Errors) -> Option<TokenStream> {
    let group = |input: ParseStream<'_>| {
        let tokens;
        syn::parenthesized!(tokens in input);
        tokens.parse::<LitInt>()
    };
    let equals = |input: ParseStream<'_>| input.parse::<Token![=]>().and_then(|_| input.parse::<LitInt>());
    let number = group.parse2(option.value.clone()).or_else(|_| equals.parse2(option.value.clone()));
    match number {
        Ok(number) => {
            errors.on(option, format_args!("the number of attempts has a name: `retry(attempts = {number})`"));
            None
        }
        Err(_) => option.list("retry(attempts = 4, backoff = \"50ms\")", errors),
    }
}

fn read_retry(part: &OptionTokens, name: &str, backoff: &mut Backoff, errors: &mut Errors) {
    match name {
        "attempts" => backoff.attempts = at_least_one(part, "attempts = 4", errors).map_or(1, |given| given.value),
        "backoff" => {
            backoff.first = duration(part, "backoff = \"50ms\"", errors).map_or(Duration::ZERO, |given| given.value);
        }
        "factor" => backoff.factor = factor(part, errors).unwrap_or(1.0),
        "max" => backoff.longest = duration(part, "max = \"2s\"", errors).map_or(Duration::MAX, |given| given.value),
        "only" => {
            let what = "the path of a function";
            backoff.only = part.read_with(syn::Path::parse, what, "only = is_transient", errors);
        }
        _ => {
            part.flag_as("retry(jitter)", errors);
            backoff.jitter = true;
        }
    }
}

fn factor(part: &OptionTokens, errors: &mut Errors) -> Option<f32> {
    let number = |input: ParseStream<'_>| {
        if input.peek(LitInt) {
            let literal: LitInt = input.parse()?;
            return Ok((literal.base10_parse()?, literal.span()));
        }
        let literal: LitFloat = input.parse()?;
        Ok((literal.base10_parse()?, literal.span()))
    };
    let (factor, span): (f32, Span) = part.read_with(number, "a number", "factor = 2.0", errors)?;
    if factor < 1.0 || !factor.is_finite() {
        errors.at(span, "`factor` is 1.0 or more: each delay is that many times the one before");
    }
    Some(factor)
}

fn after(option: &OptionTokens, errors: &mut Errors) -> Vec<Ident> {
    let names: Vec<String> = mentioned(option.value.clone()).collect();
    let example = format!("after({})", if names.is_empty() { "migrate".to_owned() } else { names.join(", ") });
    let Some(names) = option.list(&example, errors) else { return Vec::new() };
    name_list(names).unwrap_or_else(|| {
        errors.on(option, format_args!("`after` takes the names of nodes or inputs, for example `{example}`"));
        Vec::new()
    })
}

/// `a, b`, at least one of them.
fn name_list(tokens: TokenStream) -> Option<Vec<Ident>> {
    let parser =
        |input: ParseStream<'_>| Punctuated::<Ident, Token![,]>::parse_terminated_with(input, Ident::parse_any);
    let names = parser.parse2(tokens).ok().filter(|names| !names.is_empty())?;
    Some(names.into_iter().collect())
}

/// `always`, or `always(Output, Receipt)`.
fn always(option: &OptionTokens, errors: &mut Errors) -> Always {
    let span = option.name.span();
    let Some(list) = option.parentheses() else { return Always { span: option.flag("node", errors), outputs: None } };
    let outputs = name_list(list);
    if outputs.is_none() {
        errors
            .on(option, "`always` takes the names of output structs, for example `always(Output)`, or no list at all");
    }
    Always { span, outputs }
}

fn at_least_one(option: &OptionTokens, example: &str, errors: &mut Errors) -> Option<Given<usize>> {
    let literal: LitInt = option.read_with(Parse::parse, "a whole number", example, errors)?;
    match literal.base10_parse() {
        Ok(0) => errors.on(&literal, format_args!("`{}` is 1 or more", option.name)),
        Ok(value) => return Some(Given { span: option.name.span(), value }),
        Err(error) => errors.push(error),
    }
    None
}

/// A duration in the syntax of the crate `humantime`.
fn duration(option: &OptionTokens, example: &str, errors: &mut Errors) -> Option<Given<Duration>> {
    let literal: LitStr = option.read_with(Parse::parse, "a duration in quotes", example, errors)?;
    match humantime::parse_duration(&literal.value()) {
        Ok(value) if value > LONGEST => {
            let days = value.as_secs() / (24 * 60 * 60);
            errors.on(
                &literal,
                format_args!("these are {days} days\n`ms` are milliseconds, `m` or `min` minutes, and `M` months"),
            );
            None
        }
        Ok(value) => Some(Given { span: option.name.span(), value }),
        Err(error) => {
            let name = &option.name;
            errors.on(&literal, format_args!("not a duration: {error}\n`{name}` takes one such as `{example}`"));
            None
        }
    }
}
