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

// everything but the numbers stays in the input, which looks at it when it ends
#[dag]
mod with_a_drop {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[derive(Clone, Copy)]
    pub struct Id(pub u32);

    #[input]
    pub struct Input<'a> {
        pub secret: String,
        pub number: u32,
        pub id: Id,
        pub list: Vec<u32>,
        pub ended: &'a AtomicUsize,
        pub log: Vec<u32>,
        pub lent: &'a mut u32,
        pub shared: Arc<String>,
        pub on: bool,
    }

    impl Drop for Input<'_> {
        fn drop(&mut self) {
            self.ended.fetch_add(self.secret.len() + self.log.len(), Ordering::Relaxed);
        }
    }

    #[output]
    pub struct Output {
        pub length: usize,
        pub doubled: Vec<u32>,
        pub woven: u32,
        pub cloned: String,
        pub ids: u32,
        pub skipped: Option<usize>,
        pub log_length: usize,
        pub id: Id,
    }

    async fn length(secret: &str, number: u32) -> usize {
        secret.len() + number as usize
    }
    async fn doubled(#[each(list)] one: &u32) -> u32 {
        2 * one
    }
    async fn cloned(#[clone] secret: String) -> String {
        secret
    }
    async fn ids(id: Id, #[from(id)] again: &Id) -> u32 {
        id.0 + again.0
    }
    #[node(when = on)]
    async fn skipped(shared: &str, ended: &AtomicUsize) -> usize {
        shared.len() + ended.load(Ordering::Relaxed)
    }
    #[node]
    fn log_length(log: &mut Vec<u32>, lent: &mut u32) -> usize {
        log.push(*lent);
        *lent += 1;
        log.len()
    }
    async fn a(list: &[u32]) -> u32 {
        list[0]
    }
    #[allow(clippy::ptr_arg, reason = "the very type of the field")]
    async fn b(secret: &String) -> u32 {
        u32::from(secret.is_empty())
    }
    async fn c(a: &u32) -> u32 {
        *a
    }
    async fn d(a: &u32, b: u32, #[clone] shared: Arc<String>) -> u32 {
        a + b + shared.len() as u32
    }
    async fn woven(c: u32, d: u32, shared: &Arc<String>) -> u32 {
        c + d + shared.len() as u32
    }
}

#[test]
fn an_input_may_have_a_drop() {
    let (ended, mut lent) = (std::sync::atomic::AtomicUsize::new(0), 1);
    let output = futures::executor::block_on(with_a_drop::Pipeline::run(with_a_drop::Input {
        secret: "secret".into(),
        number: 1,
        id: with_a_drop::Id(2),
        list: vec![1, 2],
        ended: &ended,
        log: vec![],
        lent: &mut lent,
        shared: std::sync::Arc::new("ab".to_owned()),
        on: true,
    }));
    assert_eq!((output.length, output.doubled, output.woven, output.cloned.as_str()), (7, vec![2, 4], 6, "secret"));
    assert_eq!((output.ids, output.skipped, output.log_length, output.id.0), (4, Some(2), 1, 2));
    assert_eq!((ended.into_inner(), lent), (6 + 1, 2));
}
