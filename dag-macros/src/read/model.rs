//! What a module says, in the user's words: parsed, not yet judged.

use std::time::Duration;

use proc_macro2::{Span, TokenStream};
use syn::{Attribute, Generics, Ident, Path, Signature, Type, Visibility};

/// An annotated module.
pub(crate) struct Module {
    /// Everything in front of the module's brace, ours removed.
    pub(crate) header: Header,
    /// The options of `#[dag(...)]`.
    pub(crate) options: DagOptions,
    /// The items in source order, as they are given back to the compiler.
    pub(crate) items: Vec<Item>,
    /// The functions that are nodes, in declaration order.
    pub(crate) nodes: Vec<Node>,
    /// The functions that are none.
    pub(crate) helpers: Vec<Ident>,
    /// The `#[input]` struct.
    pub(crate) input: Option<InputStruct>,
    /// The `#[output]` structs, in declaration order.
    pub(crate) outputs: Vec<OutputStruct>,
}

/// `pub mod checkout` with its attributes.
pub(crate) struct Header {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) mod_token: syn::Token![mod],
    pub(crate) ident: Ident,
}

/// One item of the module.
pub(crate) struct Item {
    /// The item without dagwright's own attributes.
    pub(crate) tokens: TokenStream,
    /// The names it puts into the module, each with its namespace's first user: what a generated item would collide with.
    pub(crate) declares: Vec<Ident>,
}

/// The options of `#[dag(...)]`.
#[derive(Default)]
pub(crate) struct DagOptions {
    /// `name = Checkout`: what the unit struct is called instead of `Pipeline`.
    pub(crate) name: Option<Ident>,
    /// `error = AppError`: the user's error type instead of a generated one.
    pub(crate) error: Option<Type>,
    /// `spawn`: every async node may run on another worker.
    pub(crate) spawn: Option<Span>,
    /// `crate = path`: where `dagwright` is found.
    pub(crate) krate: Option<Path>,
}

/// A function that takes part in the graph.
pub(crate) struct Node {
    /// The signature without dagwright's own attributes.
    pub(crate) sig: Signature,
    pub(crate) params: Vec<Param>,
    /// What the function gives, once awaited.
    pub(crate) returns: Returns,
    /// `#[node(always)]`: runs in every entry point.
    pub(crate) always: bool,
    pub(crate) policy: Policy,
}

impl Node {
    pub(crate) fn name(&self) -> &Ident {
        &self.sig.ident
    }

    /// A node that never waits: a plain `fn` that does not block.
    pub(crate) fn inline(&self) -> bool {
        self.sig.asyncness.is_none() && self.policy.blocking.is_none()
    }

    /// Whether the node runs once for each element of a collection.
    pub(crate) fn each(&self) -> bool {
        self.params.iter().any(|param| param.each.is_some())
    }

    /// Whether its arguments are given more than once.
    pub(crate) fn repeats(&self) -> bool {
        self.policy.retry.is_some() || self.each()
    }

    /// What the node as a whole fails with, after everything its options do about it.
    pub(crate) fn fails(&self) -> Fails<'_> {
        match (&self.policy.fallback, &self.returns.fallible, &self.policy.timeout) {
            (Some(_), _, _) | (None, None, None) => Fails::Never,
            (None, Some(types), _) => Fails::With(types),
            (None, None, Some(_)) => Fails::TimedOut,
        }
    }
}

/// What a node fails with.
pub(crate) enum Fails<'m> {
    Never,
    /// The error of its own `Result`.
    With(&'m FallibleTypes),
    /// Only that it took too long.
    TimedOut,
}

/// The options that say how a node is run.
#[derive(Default)]
pub(crate) struct Policy {
    /// `blocking`: a plain `fn` that runs on the pool for blocking work.
    pub(crate) blocking: Option<Span>,
    /// `spawn`: runs as a task of its own.
    pub(crate) spawn: Option<Span>,
    /// `timeout = "500ms"`: how long each attempt may take.
    pub(crate) timeout: Option<Given<Duration>>,
    /// `retry(...)`
    pub(crate) retry: Option<Given<Backoff>>,
    /// `fallback = path`: what makes a value of the failure.
    pub(crate) fallback: Option<Path>,
    /// `when = name`: what decides whether the node runs.
    pub(crate) when: Option<Ident>,
    /// `after(a, b)`: what has to be over before.
    pub(crate) after: Vec<Ident>,
    /// `limit = name`: the semaphore of which a permit is held.
    pub(crate) limit: Option<Ident>,
    /// `concurrency = 8`: how many elements are under way at once.
    pub(crate) concurrency: Option<Given<usize>>,
}

/// An option's value and where it was given.
pub(crate) struct Given<T> {
    pub(crate) span: Span,
    pub(crate) value: T,
}

/// When a node is tried again, and how often.
pub(crate) struct Backoff {
    /// How often in all.
    pub(crate) attempts: usize,
    /// The delay in front of the second attempt.
    pub(crate) first: Duration,
    /// How many times the one before each further delay is.
    pub(crate) factor: f32,
    /// No delay is longer.
    pub(crate) longest: Duration,
    /// Whether delays are made longer at random.
    pub(crate) jitter: bool,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            attempts: 3,
            first: Duration::from_millis(100),
            factor: 2.0,
            longest: Duration::from_secs(60),
            jitter: false,
        }
    }
}

/// A node's return type, taken apart.
pub(crate) struct Returns {
    /// The type as written; `()` where nothing is.
    pub(crate) whole: Type,
    /// What messages about the value underline: the type or, without one, the function's name.
    pub(crate) place: TokenStream,
    /// `infallible`: the value is the whole `Result`.
    pub(crate) infallible: bool,
    /// Whether a call gives a `Result`, and how its value and error are called.
    pub(crate) fallible: Option<FallibleTypes>,
    /// The value that consumers see, as far as it is spelled out: a `Vec` of them, or an `Option`, where the options say so.
    pub(crate) value: Option<Type>,
}

/// The two halves of a `Result`, as far as they are spelled out.
pub(crate) struct FallibleTypes {
    /// `T` of `Result<T, E>`; `None` behind an alias without arguments.
    pub(crate) value: Option<Type>,
    /// `E` of `Result<T, E>`; `None` behind an alias that fixes it.
    pub(crate) error: Option<Type>,
}

/// A parameter of a node.
pub(crate) struct Param {
    /// The local name; `None` for a pattern.
    pub(crate) local: Option<Ident>,
    /// `#[from(user)]` or `#[each(users)]`: the provider's name.
    pub(crate) from: Option<Ident>,
    /// `#[each(users)]`: where the name stands.
    pub(crate) each: Option<Span>,
    /// `#[clone]`: where the attribute stands.
    pub(crate) clone: Option<Span>,
    pub(crate) ty: Type,
    /// Where messages about the parameter point: its name, or the pattern.
    pub(crate) span: Span,
}

/// The `#[input]` struct.
pub(crate) struct InputStruct {
    pub(crate) ident: Ident,
    pub(crate) vis: Visibility,
    pub(crate) generics: Generics,
    pub(crate) fields: Vec<InputField>,
}

/// A field of the `#[input]` struct.
pub(crate) struct InputField {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// `#[future]`: the field is a future; it provides what that resolves to.
    pub(crate) future: bool,
}

/// An `#[output]` struct.
pub(crate) struct OutputStruct {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) fields: Vec<OutputField>,
}

/// A field of an `#[output]` struct.
pub(crate) struct OutputField {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
}
