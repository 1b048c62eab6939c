//! The `#[dag]` attribute of [dagwright](https://docs.rs/dagwright), which is the crate to depend on: the expansion of
//! the attribute calls dagwright's runtime.

#![forbid(unsafe_code)]

#[cfg(test)]
mod answers;
#[cfg(test)]
mod back_ends;
mod check;
mod diagnostics;
mod emit;
mod expand;
#[cfg(test)]
mod goldens;
#[cfg(test)]
mod goldens_in_documents;
mod graph;
#[cfg(test)]
mod length_tests;
mod lower;
mod names;
#[cfg(test)]
mod newcomers_tests;
#[cfg(test)]
mod phases_tests;
#[cfg(test)]
mod prefix_tests;
mod read;
mod resolve;
mod schedule;
mod types;

use proc_macro::TokenStream;

#[doc = include_str!("dag.md")]
#[proc_macro_attribute]
pub fn dag(options: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(options.into(), item.into()).into()
}

/// Marks a function of a [`#[dag]`](macro@dag) module as a node, and takes its options.
///
/// The module reads it, so no import is needed. What it means is told [there](macro@dag#nodes-and-options-of-node).
#[proc_macro_attribute]
pub fn node(_: TokenStream, item: TokenStream) -> TokenStream {
    expand::outside("node", "functions", item.into()).into()
}

/// Marks the struct of a [`#[dag]`](macro@dag) module whose fields are the [inputs](macro@dag#inputs), or, as
/// `#[input(for = Summary)]`, those of one entry point.
///
/// The module reads it, so no import is needed.
#[proc_macro_attribute]
pub fn input(_: TokenStream, item: TokenStream) -> TokenStream {
    expand::outside("input", "structs", item.into()).into()
}

/// Marks a struct of a [`#[dag]`](macro@dag) module whose fields are [outputs](macro@dag#outputs).
///
/// The module reads it, so no import is needed.
#[proc_macro_attribute]
pub fn output(_: TokenStream, item: TokenStream) -> TokenStream {
    expand::outside("output", "structs", item.into()).into()
}

/// The second half of `#[dag]`, for a module whose `cfg` predicates the compiler has decided.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn dag_decided(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand_decided(arguments.into(), item.into()).into()
}
