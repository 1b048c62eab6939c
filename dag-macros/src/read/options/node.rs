//! The options of `#[node(...)]`: one table, and the parser of each value.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitBool, Meta, Token};

use super::amount::{at_least_one, timeout};
use super::retry::retry;
use super::{OptionTokens, mentioned, split_options, take, unknown, when};
use crate::diagnostics::aliases::Place;
use crate::diagnostics::errors::Errors;
use crate::read::policy::{Always, Executor, GivenOption, NodeOption, Policy, StandsOn};

pub(crate) const SKIP: &str = "skip";
const ALWAYS: &str = "always";
pub(crate) const FALLIBLE: &str = "fallible";
pub(crate) const INFALLIBLE: &str = "infallible";
const FINALLY: &str = "finally";

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

static NODE_OPTIONS: [Row; 16] = [
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
        read: |option, policy, errors| policy.timeout = option.given(timeout(option, errors)),
    },
    Row {
        option: NodeOption {
            name: "retry",
            stands_on: StandsOn::Waiting,
            on_failure: true,
            needs_tokio: true,
            ..PLAIN
        },
        read: |option, policy, errors| policy.retry = option.given(retry(option, errors)),
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
        read: |option, policy, errors| policy.when = when::when(option, errors),
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
        read: |option, policy, errors| {
            policy.concurrency = option.given(at_least_one(option, "concurrency = 8", errors))
        },
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
            FINALLY,
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
    Row {
        option: NodeOption { name: FINALLY, contradicts: &["commit", "free"], ..PLAIN },
        read: |option, policy, errors| policy.finally = Some(option.flag("node", errors)),
    },
];

/// The names of all options of a node.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    NODE_OPTIONS.iter().map(|row| row.option.name)
}

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

/// `true` and `false` are no names.
fn name(input: ParseStream<'_>) -> syn::Result<Ident> {
    if input.peek(LitBool) { Err(input.error("")) } else { input.call(Ident::parse_any) }
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
