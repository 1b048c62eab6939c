//! A module in the user's words: parsed, not yet judged.

use std::collections::BTreeMap;

use super::foreign::Foreign;
use super::lints::Lints;
use super::policy::{GivenOption, Policy};
use crate::graph::{Table, ids};
use crate::types;
use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{Attribute, Generics, Ident, Path, ReturnType, Signature, Type, Visibility};

ids! {
    /// A node of the module.
    NodeId,
}

/// An annotated module.
pub(crate) struct Module {
    /// Everything in front of the module's brace, ours removed.
    pub(crate) header: Header,
    /// The module's closing brace: to the reader of a message, the place where what lives in a run ends.
    pub(crate) end: Span,
    /// The options of `#[dag(...)]`.
    pub(crate) options: DagOptions,
    /// The items in source order, as they are given back to the compiler.
    pub(crate) items: Vec<Item>,
    /// The functions that are nodes, in declaration order.
    pub(crate) nodes: Table<NodeId, Node>,
    /// The other functions.
    pub(crate) helpers: Vec<Helper>,
    /// The `#[input]` structs, in declaration order.
    pub(crate) inputs: Vec<InputStruct>,
    /// The `#[output]` structs, in declaration order.
    pub(crate) outputs: Vec<OutputStruct>,
    /// The struct that is called as an input struct usually is, without being marked as one.
    pub(crate) unmarked: Option<Unmarked>,
    /// Things with the name of something earlier of their kind, which counts.
    pub(crate) repeated: Vec<Repeated>,
    /// The span of each function's name, and whether it is a node.
    pub(crate) functions: BTreeMap<String, (Span, bool)>,
    /// The types for which the module implements `Drop`.
    pub(crate) dropped: Vec<Ident>,
    /// The names that mean something else here than in the standard library.
    pub(crate) foreign: Foreign,
    /// Names in options that there are not: one may be meant as a node's.
    pub(crate) meant: Vec<String>,
    /// What has a name and is no node, however it may look.
    pub(crate) elsewhere: Vec<Elsewhere>,
    /// Names come in by a glob import.
    pub(crate) globs: bool,
    /// The `impl` blocks.
    pub(crate) impls: Vec<TokenStream>,
    /// The lint levels of the whole module.
    pub(crate) lints: Lints,
}

/// Something by a name that gives no value.
pub(crate) struct Elsewhere {
    pub(crate) ident: Ident,
    pub(crate) kind: NoNode,
    /// It bears a `#[node]`, which is told.
    pub(crate) marked: bool,
}

/// The reason why something is no node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NoNode {
    /// A function of an `impl` or a trait.
    Method,
    /// A function of a module within.
    InModule,
    /// A constant or a static.
    Constant,
    /// Brought in by a `use`.
    Imported,
    /// A function or a field that a `#[cfg]` switches off.
    SwitchedOff,
    /// A word in the call of a macro.
    FromMacro,
}

impl Module {
    /// The fields of all inputs, each with its struct.
    pub(crate) fn input_fields(&self) -> impl Iterator<Item = (&InputStruct, &InputField)> {
        self.inputs.iter().flat_map(|input| input.fields.iter().map(move |field| (input, field)))
    }
}

/// A struct `Input` that is not marked.
pub(crate) struct Unmarked {
    pub(crate) ident: Ident,
    pub(crate) fields: Vec<Ident>,
}

/// Something by a name that is taken.
pub(crate) struct Repeated {
    /// "function", "struct", "field" or "parameter".
    pub(crate) kind: &'static str,
    /// The earlier one.
    pub(crate) first: Span,
    pub(crate) second: Ident,
}

/// A function that is no node.
pub(crate) struct Helper {
    pub(crate) ident: Ident,
    /// The span of the `#[node]` that it bears all the same.
    pub(crate) marked: Option<Span>,
    /// The attribute that makes another function of it: `tokio::test`.
    pub(crate) entry: Option<String>,
    /// The options that were given, `skip` among them.
    pub(crate) given: Vec<GivenOption>,
    pub(crate) lints: Lints,
    pub(crate) sig: Signature,
    pub(crate) body: TokenTree,
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
    /// The names it puts into the module, each with its namespace's first user: a generated item would collide with
    /// them.
    pub(crate) declares: Vec<Ident>,
}

/// The options of `#[dag(...)]`.
#[derive(Default)]
pub(crate) struct DagOptions {
    /// `name = Checkout`: the name of the unit struct instead of `Pipeline`.
    pub(crate) name: Option<Ident>,
    /// `error = AppError`: the user's error type instead of a generated one.
    pub(crate) error: Option<Type>,
    /// `derive(Clone, PartialEq)`: what is derived for the generated output and error.
    pub(crate) derive: Option<Derive>,
    /// `spawn`: every async node may run on another worker.
    pub(crate) spawn: Option<Span>,
    /// `crate = path`: where `dagwright` is found.
    pub(crate) krate: Option<Path>,
    /// Something among them could not be read, so an option that seems to be missing may be there.
    pub(crate) unclear: bool,
}

/// The option `derive` of `#[dag(...)]`.
pub(crate) struct Derive {
    /// The place of its name.
    pub(crate) at: Span,
    /// The derives but for `Debug`.
    pub(crate) paths: Vec<Path>,
}

impl DagOptions {
    /// The derives of the generated output.
    pub(crate) fn derives_of_output(&self) -> impl Iterator<Item = &Path> {
        self.derive.iter().flat_map(|derive| &derive.paths)
    }

    /// Those of the generated error, of which none is the default.
    pub(crate) fn derives_of_error(&self) -> impl Iterator<Item = &Path> {
        self.derives_of_output().filter(|path| path.segments.last().is_some_and(|last| last.ident != "Default"))
    }
}

/// A function that takes part in the graph.
pub(crate) struct Node {
    /// The first sentence of its documentation.
    pub(crate) doc: Option<String>,
    /// The signature without dagwright's own attributes, that of an `async fn` where a plain one returns a future.
    pub(crate) sig: Signature,
    /// It is such a plain one.
    pub(crate) awaited: bool,
    pub(crate) params: Vec<Param>,
    /// The parameter that takes the run's error; not among the others.
    pub(crate) failure: Option<FailureParam>,
    /// The result of the function, once awaited.
    pub(crate) returns: Returns,
    /// The options that were given, each where it stands.
    pub(crate) given: Vec<GivenOption>,
    pub(crate) policy: Policy,
    /// The block of the function, unread.
    pub(crate) body: TokenTree,
    pub(crate) lints: Lints,
    /// The index of its item in the module.
    pub(crate) item: usize,
    /// Something in its attributes could not be read, so it may be another node than it seems, or none.
    pub(crate) unclear: bool,
}

impl Node {
    pub(crate) fn name(&self) -> &Ident {
        &self.sig.ident
    }

    /// True if a call of the function never returns.
    pub(crate) fn never_returns(&self) -> bool {
        matches!(&self.sig.output, ReturnType::Type(_, ty) if types::is_never(ty))
    }

    /// A node that never waits: a plain `fn` that does not block.
    pub(crate) fn inline(&self) -> bool {
        self.sig.asyncness.is_none() && self.policy.blocking.is_none()
    }

    /// True if the node runs when everything else of the run is over.
    pub(crate) fn finally(&self) -> bool {
        self.policy.finally.is_some()
    }

    /// True if the node runs once for each element of a collection.
    pub(crate) fn each(&self) -> bool {
        self.params.iter().any(|param| param.each.is_some())
    }

    /// True if its arguments are given more than once.
    pub(crate) fn repeats(&self) -> bool {
        self.policy.retry.is_some() || self.each()
    }

    /// The failure of the node as a whole, after everything its options do about it.
    pub(crate) fn fails(&self) -> Fails<'_> {
        if self.policy.fallback.is_some() || self.returns.infallible {
            return Fails::Never;
        }
        match (&self.returns.fallible, &self.policy.timeout) {
            (Some(types), _) => Fails::With(types),
            (None, Some(_)) => Fails::TimedOut,
            (None, None) => Fails::Never,
        }
    }

    /// True if its timeout may be no error of its own, as far as the spelling of that tells.
    pub(crate) fn timeout_may_stay(&self) -> bool {
        let Fails::With(own) = self.fails() else { return false };
        let made_of_one = own.error.as_ref().is_some_and(types::is_made_of_timeout);
        self.policy.timeout.is_some() && !made_of_one
    }

    /// True if each attempt gives a `Result`, be it the node's value or not: a failure of the options is one of its
    /// own.
    pub(crate) fn attempts_fail(&self) -> bool {
        self.returns.fallible.is_some() || (self.returns.infallible && types::may_be_result(&self.returns.whole))
    }
}

/// The failure of a node.
pub(crate) enum Fails<'m> {
    Never,
    /// The error of its own `Result`.
    With(&'m FallibleTypes),
    /// Only that it took too long.
    TimedOut,
}

/// The return type of a node, or the output of a future, taken apart.
pub(crate) struct Returns {
    /// The type as written; `()` where nothing is.
    pub(crate) whole: Type,
    /// The tokens that messages about the value underline: the type or, without one, the function's name.
    pub(crate) span: TokenStream,
    /// `infallible`: the value is the whole `Result`.
    pub(crate) infallible: bool,
    /// `fallible` on a type that can be no `Result`.
    pub(crate) no_result: bool,
    /// The value and the error of the `Result` that a call gives, if it gives one.
    pub(crate) fallible: Option<FallibleTypes>,
    /// The value that consumers see, as far as it seems to be spelled out: a `Vec` of them, or an `Option`, where the
    /// options say so.
    pub(crate) value: Option<Type>,
}

/// The two halves of a `Result`, as far as they are spelled out.
pub(crate) struct FallibleTypes {
    /// `T` of `Result<T, E>`; `None` behind an alias without arguments.
    pub(crate) value: Option<Type>,
    /// `E` of `Result<T, E>`; `None` behind an alias that fixes it.
    pub(crate) error: Option<Type>,
    /// The meaning of the arguments.
    pub(crate) named: ResultName,
}

/// The name of a `Result`, and what it tells about the arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResultName {
    /// `Result<T, E>`, `io::Result<T>`, `anyhow::Result<T>`: they are value and error.
    Known,
    /// `Result<T>`, `db::Result<T>`: the value may be something made of it, and the error does not depend on it.
    Alias,
    /// `IResult<I, O>`, `Done<E>`: nothing is known.
    Other,
}

impl FallibleTypes {
    /// The value, where its spelling is sure to mean it.
    pub(crate) fn sure_value(&self) -> Option<&Type> {
        self.value.as_ref().filter(|_| self.named == ResultName::Known)
    }
}

/// A parameter of a node.
pub(crate) struct Param {
    /// The local name; `None` for a pattern.
    pub(crate) local: Option<Ident>,
    /// `#[from(user)]` or `#[each(users)]`: the provider's name.
    pub(crate) from: Option<Ident>,
    /// The `#[from(user)]` beside an `#[each(users)]`, which names the provider already.
    pub(crate) second_from: Option<Span>,
    /// `#[each(users)]`: where the name stands.
    pub(crate) each: Option<Span>,
    /// `#[clone]`: where the attribute stands.
    pub(crate) clone: Option<Span>,
    /// Its name is that of an earlier parameter.
    pub(crate) repeated: bool,
    pub(crate) ty: Type,
    /// The span that messages about the parameter point at: its name, or the pattern.
    pub(crate) span: Span,
}

/// The parameter of a `finally` node that takes the run's error.
pub(crate) struct FailureParam {
    /// Its position among all parameters of the function.
    pub(crate) index: usize,
    pub(crate) param: Param,
}

/// An `#[input]` struct.
pub(crate) struct InputStruct {
    pub(crate) ident: Ident,
    pub(crate) vis: Visibility,
    pub(crate) generics: Generics,
    /// `for = Summary`: the outputs whose entry points take it. `None`: all that have no input of their own.
    pub(crate) outputs: Option<Vec<Ident>>,
    pub(crate) fields: Vec<InputField>,
    pub(crate) lints: Lints,
    /// The place of an `#[output]` beside the `#[input]`.
    pub(crate) output: Option<Span>,
}

impl InputField {
    /// True if it gives the same as a field of its name in another struct, as far as the spelling tells.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let gives = |field: &Self| field.future.as_ref().map(|returns| types::text(&returns.whole));
        types::same(&self.ty, &other.ty) && gives(self) == gives(other)
    }
}

/// A field of an `#[input]` struct.
pub(crate) struct InputField {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// `#[future]`: the field is a future, and this is what it provides once awaited.
    pub(crate) future: Option<Returns>,
    /// Something in its attributes could not be read, so it may provide something else than it seems.
    pub(crate) unclear: bool,
    pub(crate) lints: Lints,
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
