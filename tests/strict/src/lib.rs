//! Pipelines in a library that allows no warning: generated code causes none, under any lint that libraries deny.

#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    future_incompatible,
    let_underscore,
    nonstandard_style,
    rust_2018_idioms,
    rust_2021_compatibility,
    unused,
    absolute_paths_not_starting_with_crate,
    ambiguous_negative_literals,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    ffi_unwind_calls,
    keyword_idents,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_abi,
    missing_copy_implementations,
    missing_debug_implementations,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_crate_dependencies,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::pedantic,
    clippy::cargo,
    clippy::nursery,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing
)]
#![allow(
    clippy::future_not_send,
    clippy::missing_const_for_fn,
    clippy::redundant_pub_crate,
    reason = "they are about what is written here: generic nodes, an inline node, and what `unreachable_pub` asks for"
)]
#![allow(clippy::multiple_crate_versions, reason = "other members of the workspace bring them in")]

use std::fmt;

/// Nothing can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("broken")
    }
}

impl std::error::Error for Broken {}

/// A join, a part that is woven, failures, a declared output and a node that always runs.
///
/// ```text
/// x ─→ a ─┬→ c ─→ (audit)
///         └→ d
/// y ─→ b ──↗
/// x ─→ e
/// ```
#[dagwright::dag]
pub mod woven {
    use std::future::ready;

    use super::Broken;

    /// The input of a run.
    #[input]
    #[derive(Clone, Copy, Debug)]
    pub struct Input<'a> {
        /// A number.
        pub x: u64,
        /// A text.
        pub y: &'a str,
    }

    /// The output of a run.
    #[output]
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Output<'a> {
        /// Of `c`.
        pub c: u64,
        /// Of `d`.
        pub d: String,
        /// Of `e`.
        pub e: u64,
        /// The text.
        pub y: &'a str,
    }

    async fn a(x: u64) -> Result<String, Broken> {
        if ready(x).await == 0 { Err(Broken) } else { Ok(x.to_string()) }
    }
    async fn b(y: &str) -> Vec<u8> {
        ready(y).await.bytes().collect()
    }
    async fn c(a: &str) -> Result<u64, Broken> {
        ready(a.parse()).await.map_err(|_| Broken)
    }
    async fn d(a: &str, b: Vec<u8>) -> String {
        format!("{a}{:?}", ready(b).await)
    }
    async fn e(x: u64) -> u64 {
        ready(x).await + 1
    }
    #[node(always)]
    async fn audit(c: u64) -> Result<(), Broken> {
        if ready(c).await == 0 { Err(Broken) } else { Ok(()) }
    }
}

/// Everything is generated: output, error, and no input.
#[dagwright::dag(name = Standalone)]
pub mod generated {
    use std::future::ready;
    use std::io;

    use super::Broken;

    async fn first() -> Result<String, io::Error> {
        ready(Ok(String::from("1"))).await
    }
    async fn second(first: &str) -> Result<u8, Broken> {
        ready(first.parse()).await.map_err(|_| Broken)
    }
    #[allow(deprecated, reason = "a failure that `second` makes the end of the run is looked at, too")]
    async fn third(first: Result<&String, &io::Error>, _second: &u8) -> usize {
        ready(first).await.map_or(0, String::len)
    }
    #[node]
    fn fourth(#[from(second)] number: u8) -> u8 {
        number + 1
    }
    #[node(always)]
    async fn told(third: &usize) {
        let _: &usize = ready(third).await;
    }
}

/// Generics, an error type of this crate's, several outputs; parameters that spell a type in another way.
#[dagwright::dag(error = Broken)]
pub mod generic {
    use std::fmt::{self, Display};
    use std::future::{Ready, ready};

    use super::Broken;

    /// The name of `u64` here.
    pub type Number = u64;

    /// A number, to be copied.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Id(pub u64);

    impl From<fmt::Error> for Broken {
        fn from(_: fmt::Error) -> Self {
            Self
        }
    }

    /// The input of a run.
    #[input]
    #[derive(Debug)]
    pub struct Input<'a, T, const N: usize = 2>
    where
        T: Display + Clone,
    {
        /// Some items.
        pub items: [T; N],
        /// A text.
        pub text: &'a mut String,
        /// Work under way.
        #[future]
        pub number: Ready<Number>,
    }

    /// The output of `run`.
    #[output]
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Output<T> {
        /// Of `first`.
        pub first: T,
        /// Of `sum`.
        pub sum: u64,
    }

    /// The output of `run_brief`.
    #[output]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Brief {
        /// Of `id`.
        pub id: Id,
    }

    async fn first<T: Clone, const N: usize>(items: &[T; N]) -> Result<T, fmt::Error> {
        ready(items.first().cloned()).await.ok_or(fmt::Error)
    }
    async fn shown(items: &[impl Display], text: &mut String) -> usize {
        ready(()).await;
        text.clear();
        items.len()
    }
    async fn id(number: Number) -> Id {
        Id(ready(number).await)
    }
    async fn doubled(id: Id) -> u64 {
        ready(id.0).await * 2
    }
    async fn sum(id: Id, #[from(doubled)] number: &Number, shown: usize) -> Result<u64, Broken> {
        ready(id.0 + number).await.checked_add(shown as Number).ok_or(Broken)
    }
}

/// Not for others.
mod private {
    #[dagwright::dag]
    pub(crate) mod inner {
        use std::future::ready;

        #[input]
        pub(crate) struct Input {
            pub(crate) number: u8,
        }

        async fn next(number: u8) -> Result<u8, std::num::TryFromIntError> {
            ready(u8::try_from(u16::from(number) + 1)).await
        }
        async fn after_that(next: &u8) -> u8 {
            ready(next.saturating_add(1)).await
        }
    }
}

/// The number after the next.
///
/// # Errors
///
/// There is none.
pub async fn after_next(number: u8) -> Result<u8, impl std::error::Error> {
    private::inner::Pipeline::run(private::inner::Input { number }).await.map(|output| output.after_that)
}

/// Every option of a node.
#[dagwright::dag]
pub mod options {
    use std::env::VarError;
    use std::future::ready;
    use std::io;
    use std::sync::Arc;
    use std::time::Duration;

    use tokio::sync::Semaphore;

    /// The input of a run.
    #[input]
    #[derive(Clone, Debug)]
    pub struct Input {
        /// A name.
        pub name: String,
        /// There is a badge.
        pub member: bool,
        /// Numbers.
        pub numbers: Vec<u64>,
        /// The number of checks at once.
        pub permits: Arc<Semaphore>,
        /// The number of checks that wait for a permit.
        pub at_once: usize,
        /// The time that the stock has.
        pub limit: Duration,
    }

    const TRIES: u8 = 2;

    #[node(blocking)]
    fn size(name: &str) -> usize {
        name.len()
    }
    #[node(spawn)]
    async fn doubled(size: usize) -> usize {
        ready(size).await * 2
    }
    #[node(spawn)]
    async fn text(doubled: usize, name: &str) -> String {
        format!("{name} {}", ready(doubled).await)
    }
    #[node(timeout = "1s", retry(attempts = 2, backoff = "1ms", jitter, only = is_late), fallback = nobody)]
    async fn user(name: &str, #[clone] text: String) -> Result<String, io::Error> {
        ready(Ok(format!("{name}{text}"))).await
    }
    #[node(timeout = limit, retry(attempts = TRIES, backoff = limit, only = may_pass))]
    async fn stock(name: &str) -> Result<usize, VarError> {
        ready(Ok(name.len())).await
    }
    #[node(when = quick)]
    async fn badge(photo: &str, user: &str) -> String {
        ready(format!("{photo}{user}")).await
    }
    async fn photo(name: &str) -> String {
        ready(name.to_owned()).await
    }
    async fn quick(member: bool) -> bool {
        ready(member).await
    }
    #[node(limit = permits, concurrency = at_once, after(user))]
    async fn checked(#[each(numbers)] number: &u64, name: &str) -> Result<u64, io::Error> {
        ready(Ok(number + u64::from(name.is_empty()))).await
    }
    #[node(spawn)]
    async fn squared(#[each(checked)] number: &u64, size: usize) -> u64 {
        ready(number * number).await + u64::from(size == 0)
    }
    #[node]
    fn page(badge: Option<&str>, squared: &[u64], stock: usize) -> String {
        format!("{badge:?} {squared:?} {stock}")
    }

    fn is_late(error: &io::Error) -> bool {
        error.kind() == io::ErrorKind::TimedOut
    }
    const fn may_pass(_: &VarError) -> bool {
        true
    }

    fn nobody(_: io::Error) -> String {
        String::from("nobody")
    }
}

#[cfg(test)]
mod tests {
    use std::future::ready;

    use futures::executor::block_on;

    use super::{after_next, generated, generic, woven};

    #[test]
    fn the_pipelines_run() {
        let output = block_on(woven::Pipeline::run(woven::Input { x: 7, y: "y" }));
        assert_eq!(output.map(|output| (output.c, output.d, output.e)).ok(), Some((7, "7[121]".into(), 8)));
        assert_eq!(block_on(generated::Standalone::run()).map(|output| output.fourth).ok(), Some(2));
        assert_eq!(block_on(after_next(1)).ok(), Some(3));
    }

    #[test]
    fn the_generic_pipeline_runs_into_each_output() {
        let (mut one, mut other) = (String::from("text"), String::from("text"));
        let sum = generic::Pipeline::run(generic::Input { items: [1, 2], text: &mut one, number: ready(3) });
        assert_eq!(block_on(sum).map(|output| (output.first, output.sum)), Ok((1, 11)));
        let brief = generic::Pipeline::run_brief(generic::Input { items: [1], text: &mut other, number: ready(3) });
        assert_eq!(block_on(brief).id, generic::Id(3));
        assert!(one.is_empty());
    }
}
