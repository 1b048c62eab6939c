//! Input structs with everything that a struct can have.

#![allow(clippy::multiple_bound_locations, reason = "bounds in both places are to carry over")]

use std::fmt::Display;
use std::future::{Future, Ready, ready};

use dagwright::dag;
use futures::executor::block_on;

#[derive(Debug, PartialEq)]
pub struct Broken;

// items → first → (audit), items → all, shown → all; the token is a future.
#[dag]
pub mod everything {
    use super::*;

    /// The generics are called like variables and types of generated code, as far as Rust allows.
    #[input]
    #[derive(Debug)]
    #[must_use]
    pub struct Input<'a, 'input: 'a, T: Clone + 'a, Output_, E = &'a str, F = Ready<u8>, const N: usize = 2>
    where
        T: Display + Send,
        Output_: ?Sized + Display,
        F: Future,
        E: Clone,
        [T; N]: Sized,
    {
        pub items: [T; N],
        pub shown: &'input Output_,
        pub error: E,
        pub log: &'a str,
        #[future]
        pub token: F,
    }

    async fn first<T: Clone, const N: usize>(items: &[T; N]) -> Result<T, Broken> {
        items.first().cloned().ok_or(Broken)
    }
    async fn second(shown: &(impl Display + ?Sized)) -> String {
        shown.to_string()
    }
    async fn all<T: Display>(items: &[T], second: &str) -> String {
        let items: Vec<String> = items.iter().map(T::to_string).collect();
        format!("{} {second}", items.join(" "))
    }
    async fn last<T: Clone, V>(first: &T, token: V) -> (T, V) {
        (first.clone(), token)
    }
    async fn kept<E: Clone>(#[clone] error: E, _log: &str) -> E {
        error
    }
    #[node(always)]
    async fn audit<T: Display>(first: &T, log: &str) -> Result<(), Broken> {
        if log == first.to_string() { Err(Broken) } else { Ok(()) }
    }
}

#[test]
fn generics_lifetimes_constants_defaults_and_bounds_carry_over() {
    let shown = String::from("shown");
    let input =
        everything::Input { items: ["one", "two"], shown: shown.as_str(), error: "error", log: "log", token: ready(3) };
    let output = block_on(everything::Pipeline::run(input)).unwrap();
    assert_eq!((&*output.all, output.last, output.kept), ("one two shown", ("one", 3), "error"));
}

// The same in declared outputs.
#[dag]
pub mod declared {
    #[input]
    pub struct Input<'t, T: ?Sized, const N: usize> {
        pub t: &'t T,
        pub v: [u8; N],
    }
    #[output]
    pub struct Output<'t, T: ?Sized> {
        pub t: &'t T,
        pub e: usize,
    }
    #[output]
    pub struct OnlyBytes<const N: usize> {
        pub v: [u8; N],
    }
    #[output]
    pub struct Lengths {
        pub e: usize,
    }

    async fn e<const N: usize>(v: [u8; N]) -> usize {
        v.len()
    }
}

#[test]
fn an_output_names_the_generics_it_needs() {
    let input = || declared::Input { t: "t", v: [1, 2, 3] };
    let output = block_on(declared::Pipeline::run(input()));
    assert_eq!((output.t, output.e), ("t", 3));
    assert_eq!(block_on(declared::Pipeline::run_only_bytes(input())).v, [1, 2, 3]);
    assert_eq!(block_on(declared::Pipeline::run_lengths(input())).e, 3);
}
