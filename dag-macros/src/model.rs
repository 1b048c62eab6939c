//! What a module says, in the user's words: parsed, not yet judged.

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
}

impl Node {
    pub(crate) fn name(&self) -> &Ident {
        &self.sig.ident
    }

    /// A node that never waits: a plain `fn`.
    pub(crate) fn inline(&self) -> bool {
        self.sig.asyncness.is_none()
    }
}

/// A node's return type, taken apart.
pub(crate) struct Returns {
    /// The type as written; `()` where nothing is.
    pub(crate) whole: Type,
    /// What messages about the value underline: the type or, without one, the function's name.
    pub(crate) place: TokenStream,
    /// Whether the node is fallible, and how its value and error are called.
    pub(crate) fallible: Option<FallibleTypes>,
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
    /// `#[from(user)]`: the provider's name.
    pub(crate) from: Option<Ident>,
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
