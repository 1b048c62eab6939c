//! The root of a second macro crate, for tests only (`tests/back_ends`): the same phases with other back ends behind
//! the program. These back ends need nothing but the program.

#![forbid(unsafe_code)]
#![allow(dead_code, reason = "the schedule and what prints it are not used here")]

mod back_ends;
mod check;
mod diagnostics;
mod emit;
mod expand;
mod graph;
mod lower;
mod names;
mod read;
mod resolve;
mod schedule;
mod types;

use proc_macro::TokenStream;

/// `#[dag]`, but that the calls follow each other.
#[proc_macro_attribute]
pub fn sequential(options: TokenStream, item: TokenStream) -> TokenStream {
    expanded(back_ends::sequential::function, options, item)
}

/// `#[dag]`, but a loop starts the ready calls and waits for the next to be completed.
#[proc_macro_attribute]
pub fn ready_set(options: TokenStream, item: TokenStream) -> TokenStream {
    expanded(back_ends::ready_set::function, options, item)
}

fn expanded(back_end: expand::EntryFunction, options: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand_with(back_end, read::cfg::Cfg::default(), options.into(), item.into()).into()
}
