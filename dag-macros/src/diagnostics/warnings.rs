//! Warnings. Stable Rust lets no macro warn, so each becomes the use of something deprecated, where the compiler warns.

use proc_macro2::{Span, TokenStream};
use syn::Ident;

/// The lints by which a warning is allowed. The compiler's is `deprecated`; the first are those that a user thinks of.
pub(crate) const ALLOWED_BY: [&str; 4] = ["dead_code", "unused", "deprecated", "warnings"];

/// Something that compiles, and is likely not what was meant.
pub(crate) struct Warning {
    /// The node in question.
    pub(crate) name: Ident,
    pub(crate) at: Span,
    pub(crate) message: String,
    /// The lint levels of the node.
    pub(crate) lints: TokenStream,
}
