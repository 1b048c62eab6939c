//! A library without std: generated code names nothing that it does not bring along.

#![no_std]

extern crate alloc;

use dagwright::dag;

/// For each element, inline and not, with and without a failure.
#[dag]
pub mod elements {
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    /// The elements.
    #[input]
    pub struct Input {
        /// Numbers.
        pub numbers: Vec<u32>,
    }

    async fn doubled(#[each(numbers)] number: &u32) -> u32 {
        number * 2
    }
    #[node]
    fn texts(#[each(doubled)] number: &u32) -> String {
        number.to_string()
    }
    #[node]
    fn checked(#[each(texts)] text: &str) -> Result<usize, String> {
        if text.is_empty() { Err(String::new()) } else { Ok(text.len()) }
    }
    async fn total(checked: &[usize]) -> usize {
        checked.iter().sum()
    }
}

/// What tasks share, in lanes, with a condition and a value of the module's own.
#[dag]
pub mod shared {
    use alloc::boxed::Box;
    use alloc::string::String;
    use alloc::vec::Vec;

    /// A value of the module's own.
    pub struct Words(pub Vec<String>);

    /// The text.
    #[input]
    pub struct Input {
        /// In lines.
        pub text: String,
        /// Whether words are wanted.
        pub wanted: bool,
    }

    #[node(spawn)]
    async fn lines(text: &str) -> usize {
        text.lines().count()
    }
    #[node(when = wanted, spawn)]
    async fn words(text: &str) -> Words {
        Words(text.split(' ').map(Into::into).collect())
    }
    #[node(timeout = "1s")]
    async fn longest(words: Option<&Words>) -> usize {
        words.map_or(0, |words| words.0.iter().map(String::len).max().unwrap_or(0))
    }
    #[node(free)]
    async fn boxed(lines: usize) -> Box<dyn Fn() -> usize + Send + Sync> {
        Box::new(move || lines)
    }
    async fn page(boxed: &(dyn Fn() -> usize + Send + Sync), longest: usize) -> usize {
        boxed() + longest
    }
}

/// Nodes that wait for each other across lanes, and fail.
#[dag]
pub mod woven {
    use alloc::string::String;

    async fn a() -> Result<String, u8> {
        Ok(String::from("a"))
    }
    async fn b() -> u32 {
        1
    }
    async fn c(a: &str) -> usize {
        a.len()
    }
    async fn d(a: &str, b: u32) -> Result<usize, String> {
        Ok(a.len() + b as usize)
    }
}
