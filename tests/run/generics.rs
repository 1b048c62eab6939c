//! Generic nodes, `impl Trait` in and out, and generic inputs.

use std::fmt::{Debug, Display};
use std::ops::Add;

use dagwright::dag;
use futures::executor::block_on;

// number → text ─┐
// letter → sign ─┴→ line
#[dag]
mod generic_nodes {
    use super::*;

    async fn number() -> u32 {
        7
    }
    async fn letter() -> char {
        'x'
    }
    async fn text<T: Display>(number: &T) -> String {
        number.to_string()
    }
    async fn sign<T>(letter: T) -> T
    where
        T: Copy + Debug,
    {
        letter
    }
    #[output]
    pub struct Output {
        pub line: String,
    }
    async fn line<A: AsRef<str>, B: Into<String>>(text: &A, sign: B) -> String {
        format!("{}{}", text.as_ref(), sign.into())
    }
}

#[test]
fn a_generic_node_is_inferred_from_its_edges() {
    assert_eq!(block_on(generic_nodes::Pipeline::run()).line, "7x");
}

// numbers → sum → shown
#[dag]
mod impl_parameters {
    use super::*;

    async fn numbers() -> Vec<u32> {
        vec![1, 2, 3]
    }
    async fn sum(numbers: impl IntoIterator<Item = u32>) -> u32 {
        numbers.into_iter().sum()
    }
    async fn shown(sum: &impl Display) -> String {
        format!("={sum}")
    }
}

#[test]
fn impl_trait_is_a_parameter() {
    assert_eq!(block_on(impl_parameters::Pipeline::run()).shown, "=6");
}

// numbers → evens → sum         both hand on a type that has no name
#[dag]
mod impl_results {
    async fn numbers() -> impl Iterator<Item = u32> {
        1..10
    }
    async fn evens(numbers: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
        numbers.filter(|number| number % 2 == 0)
    }
    async fn sum(evens: impl Iterator<Item = u32>) -> u32 {
        evens.sum()
    }
}

#[test]
fn impl_trait_results_feed_other_nodes() {
    assert_eq!(block_on(impl_results::Pipeline::run()).sum, 20);
}

// a ─┬→ c         a and b return closures
//    └→ d
// b ─┘
#[dag]
mod impl_results_woven {
    async fn a() -> impl Fn(u32) -> u32 {
        |number| number + 1
    }
    #[node]
    fn b() -> impl Fn(u32) -> u32 {
        |number| number * 2
    }
    async fn c(a: &impl Fn(u32) -> u32) -> u32 {
        a(10)
    }
    async fn d(a: &impl Fn(u32) -> u32, b: impl Fn(u32) -> u32) -> u32 {
        b(a(10))
    }
}

#[test]
fn impl_trait_results_feed_woven_nodes() {
    let output = block_on(impl_results_woven::Pipeline::run());
    assert_eq!((output.c, output.d), (11, 22));
}

pub trait Store {
    type Key: Copy;
    fn load(&self, key: Self::Key) -> String;
}

pub struct Shelf(Vec<String>);

impl Store for Shelf {
    type Key = usize;
    fn load(&self, key: usize) -> String {
        self.0[key].clone()
    }
}

// store, keys → loaded → length
#[dag]
mod generic_input {
    use super::*;

    #[input]
    pub struct Input<'a, S, const N: usize>
    where
        S: Store,
    {
        pub store: &'a S,
        pub keys: [S::Key; N],
    }

    async fn loaded<S: Store, const N: usize>(store: &S, keys: [S::Key; N]) -> Vec<String> {
        keys.iter().map(|key| store.load(*key)).collect()
    }
    async fn length(loaded: &[String]) -> usize {
        loaded.iter().map(String::len).sum()
    }
}

#[test]
fn lifetimes_types_constants_and_where_clauses_of_the_input_carry_over() {
    let store = Shelf(vec!["a".into(), "bb".into(), "ccc".into()]);
    let input = generic_input::Input { store: &store, keys: [2, 0] };
    assert_eq!(block_on(generic_input::Pipeline::run(input)).length, 4);
}

// left, right → sum (of the input's type)
#[dag]
mod generic_output {
    use super::*;

    #[input]
    pub struct Input<T: Add<Output = T>> {
        pub left: T,
        pub right: T,
    }

    #[output]
    pub struct Output<T> {
        pub sum: T,
    }

    async fn sum<T: Add<Output = T>>(left: T, right: T) -> T {
        left + right
    }
}

#[test]
fn the_inputs_generics_may_be_used_in_the_output() {
    let input = generic_output::Input { left: 1.5, right: 2.0 };
    assert_eq!(block_on(generic_output::Pipeline::run(input)).sum, 3.5);
}

// item → kept (of the input's type, in the default output) and size
#[dag]
mod generic_default_output {
    #[input]
    pub struct Input<T: Clone, const N: usize> {
        pub item: T,
        pub sizes: [u8; N],
    }

    async fn kept<T: Clone>(item: &T) -> Vec<T> {
        vec![item.clone(); 2]
    }
    async fn size<const N: usize>(sizes: [u8; N]) -> usize {
        sizes.len()
    }
}

#[test]
fn the_default_output_is_as_generic_as_it_has_to_be() {
    let input = generic_default_output::Input { item: "a", sizes: [0; 5] };
    let output = block_on(generic_default_output::Pipeline::run(input));
    assert_eq!((output.kept, output.size), (vec!["a", "a"], 5));
}

// a ─┬→ c         generic inputs in a woven graph
//    └→ d
// b ─┘
#[dag]
mod generic_woven {
    use super::*;

    #[input]
    pub struct Input<'a, T: Display + ?Sized, F>
    where
        F: Fn(&str) -> usize,
    {
        pub shown: &'a T,
        pub measure: F,
    }

    async fn a<T: Display + ?Sized>(shown: &T) -> String {
        shown.to_string()
    }
    async fn b(shown: &(impl Display + ?Sized)) -> String {
        format!("<{shown}>")
    }
    async fn c(a: &str, measure: &impl Fn(&str) -> usize) -> usize {
        measure(a)
    }
    async fn d(a: &str, b: &str, measure: &impl Fn(&str) -> usize) -> usize {
        measure(a) * measure(b)
    }
}

#[test]
fn generic_inputs_work_in_a_woven_graph() {
    let input = generic_woven::Input { shown: "abc", measure: |text: &str| text.len() };
    let output = block_on(generic_woven::Pipeline::run(input));
    assert_eq!((output.c, output.d), (3, 15));
}

// id → made → kept → seen       only the last of them says of which type the others are
#[dag]
mod told_by_the_consumer {
    #[input]
    pub struct Input {
        pub id: u8,
    }

    async fn made<T: From<u8>>(id: u8) -> T {
        T::from(id)
    }
    async fn kept<T>(made: T) -> Option<T> {
        Some(made)
    }
    async fn seen(kept: &Option<u64>) -> u64 {
        kept.unwrap_or_default()
    }
}

#[test]
fn a_type_may_be_told_by_those_who_take_the_value() {
    assert_eq!(block_on(told_by_the_consumer::Pipeline::run(told_by_the_consumer::Input { id: 7 })).seen, 7);
}

// text → parsed → doubled         the error is an associated type of what is parsed
#[dag]
mod associated_error {
    use std::str::FromStr;

    #[input]
    pub struct Input<'a> {
        pub text: &'a str,
        pub base: u8,
    }

    async fn parsed<T: FromStr + Clone>(text: &str, base: &T) -> Result<(T, T), T::Err> {
        Ok((base.clone(), text.parse()?))
    }
}

#[test]
fn an_error_may_be_an_associated_type() {
    let run = |text| block_on(associated_error::Pipeline::run(associated_error::Input { text, base: 1 }));
    assert_eq!(run("7").unwrap().parsed, (1, 7));
    assert_eq!(format!("{:#}", run("x").unwrap_err()), "node `parsed` failed: invalid digit found in string");
}
