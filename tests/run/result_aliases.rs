//! Results by other names, whose arguments may be anything, and values that are results themselves.

use std::io;

use dagwright::{Timeout, dag};
use futures::executor::block_on;

/// As parsers have it: the rest of the input, the output, the error.
pub type IResult<I, O, E = String> = Result<(I, O), E>;
/// Only the error varies.
pub type Done<E> = Result<(), E>;
/// The error comes first.
pub type Tried<E, T> = Result<T, E>;
/// Nothing varies.
pub type Saved = Result<Option<u64>, io::Error>;

pub mod db {
    pub type Result<T> = std::result::Result<Option<T>, String>;

    pub mod all {
        pub type Result<T, E> = std::result::Result<Vec<T>, Option<E>>;
    }
}

// text → number → rest
#[dag]
mod parser {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub text: &'a str,
    }

    #[node(fallible)]
    fn number(text: &str) -> IResult<&str, u32> {
        let (digits, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
        Ok((rest, digits.parse().map_err(|_| format!("no number: {text}"))?))
    }
    async fn rest(number: &(&str, u32)) -> String {
        format!("{} and {}", number.0, number.1)
    }
}

#[test]
fn the_value_of_a_parser_is_a_pair() {
    let run = |text| block_on(parser::Pipeline::run(parser::Input { text }));
    assert_eq!(run("12x").unwrap().rest, "x and 12");
    assert_eq!(format!("{:#}", run("x").unwrap_err()), "node `number` failed: no number: x");
}

// text → number           the pair borrows from the input
#[dag]
mod parser_in_the_output {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub text: &'a str,
    }

    #[node(fallible)]
    async fn number(text: &str) -> IResult<&str, u32, &str> {
        text.strip_prefix('7').map(|rest| (rest, 7)).ok_or(text)
    }
}

#[test]
fn it_may_borrow_from_the_input() {
    let run = |text| block_on(parser_in_the_output::Pipeline::run(parser_in_the_output::Input { text }));
    assert_eq!(run("7x").unwrap().number, ("x", 7));
    assert_eq!(run("x").unwrap_err().node(), "number");
}

// row ─┬→ shown
//      └→ doubled → (rows → each)
#[dag]
mod rows {
    use super::db;

    async fn row() -> db::Result<u32> {
        Ok(Some(7))
    }
    async fn rows() -> db::all::Result<u32, String> {
        Ok(vec![1, 2])
    }
    async fn shown(row: &Option<u32>) -> String {
        format!("{row:?}")
    }
    async fn doubled(row: Option<u32>) -> db::Result<u32> {
        Ok(row.map(|row| 2 * row))
    }
    #[allow(deprecated, reason = "the failure ends the run: the type is what matters here")]
    async fn handled(row: Result<&Option<u32>, &String>) -> usize {
        row.iter().count()
    }
    async fn halved(#[each(rows)] row: &u32) -> u32 {
        row / 2
    }
}

#[test]
fn the_value_may_be_made_of_the_argument() {
    let output = block_on(rows::Pipeline::run()).unwrap();
    assert_eq!((&*output.shown, output.doubled, output.handled), ("Some(7)", Some(14), 1));
    assert_eq!(output.halved, [0, 1]);
}

// done → written          with all options that look at failures
#[dag]
mod other_names {
    use super::*;

    #[input]
    pub struct Input {
        pub on: bool,
        pub items: Vec<u8>,
    }

    #[node(fallible)]
    async fn done() -> Done<String> {
        Ok(())
    }
    #[node(fallible, retry(attempts = 2))]
    async fn tried(done: &()) -> Tried<io::Error, u64> {
        let () = done;
        Ok(7)
    }
    #[node(fallible, when = on)]
    async fn saved(tried: &u64) -> Saved {
        Ok(Some(*tried))
    }
    #[node(fallible, fallback = nothing)]
    async fn mended() -> Tried<String, u64> {
        Err("broken".to_owned())
    }
    fn nothing(failure: String) -> u64 {
        failure.len() as u64
    }
    #[node(fallible)]
    async fn parsed(#[each(items)] item: &u8) -> Tried<String, u8> {
        Ok(*item)
    }
    async fn seen(saved: Option<&Option<u64>>, mended: &u64, parsed: &[u8]) -> String {
        format!("{saved:?} {mended} {parsed:?}")
    }
}

#[test]
fn every_option_finds_value_and_error() {
    let input = other_names::Input { on: true, items: vec![1, 2] };
    assert_eq!(block_on(other_names::Pipeline::run(input)).unwrap().seen, "Some(Some(7)) 6 [1, 2]");
}

// asked ─┬→ by_value      a value that is a result itself
//        ├→ lent
//        └→ outcome
#[dag]
mod nested {
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct NotFound;

    async fn asked() -> Result<Result<u32, NotFound>, String> {
        Ok(Err(NotFound))
    }
    #[node]
    fn by_value(asked: Result<u32, NotFound>) -> String {
        format!("{asked:?}")
    }
    #[node]
    fn lent(asked: &Result<u32, NotFound>) -> String {
        format!("{asked:?}")
    }
    #[node]
    #[allow(deprecated, reason = "the failure ends the run: the type is what matters here")]
    fn outcome(asked: Result<&Result<u32, NotFound>, &String>) -> String {
        format!("{asked:?}")
    }
    #[output]
    pub struct Output {
        pub asked: Result<u32, NotFound>,
        pub by_value: String,
        pub lent: String,
        pub outcome: String,
    }
}

#[test]
fn a_value_may_be_a_result_itself() {
    let output = block_on(nested::Pipeline::run()).unwrap();
    assert_eq!(output.asked, Err(nested::NotFound));
    assert_eq!([output.by_value, output.lent], ["Err(NotFound)"; 2]);
    assert_eq!(output.outcome, "Ok(Err(NotFound))");
}

// a ─┬→ c         c and d stand in front of the nodes whose values they take
//    └→ d
// b ─┘
#[dag]
mod woven {
    use super::*;

    async fn c(a: Option<&str>) -> usize {
        a.map_or(0, str::len)
    }
    async fn d(a: &Option<String>, b: &[u8]) -> usize {
        a.iter().count() + b.len()
    }
    async fn a() -> db::Result<String> {
        Ok(Some("text".to_owned()))
    }
    #[node(timeout = "1s", fallible)]
    async fn b() -> Tried<Timeout, Vec<u8>> {
        Ok(vec![1])
    }
}

#[tokio::test(start_paused = true)]
async fn lanes_know_the_value_behind_an_alias() {
    let output = woven::Pipeline::run().await.unwrap();
    assert_eq!((output.c, output.d), (4, 2));
}

pub mod done {
    pub type Result<E> = std::result::Result<(), E>;
}
#[derive(Debug, PartialEq)]
pub struct Unchecked(pub u32);

// number ─→ checked (its error is the alias's argument) ─→ shown
#[dag]
mod error_alone {
    use super::{Unchecked, done};

    #[input]
    pub struct Input {
        pub number: u32,
    }
    async fn checked(number: u32) -> done::Result<Unchecked> {
        if number == 0 { Err(Unchecked(number)) } else { Ok(()) }
    }
    async fn formatted(number: &u32) -> done::Result<std::fmt::Error> {
        if *number == 1 { Err(std::fmt::Error) } else { Ok(()) }
    }
    async fn shown(_checked: (), _formatted: ()) -> &'static str {
        "done"
    }
}

#[test]
fn the_argument_of_an_alias_of_the_name_result_may_be_its_error() {
    let run = |number| block_on(error_alone::Pipeline::run(error_alone::Input { number }));
    assert_eq!(run(2).unwrap().shown, "done");
    assert!(matches!(run(0), Err(error_alone::Error::Checked(Unchecked(0)))));
    assert!(matches!(run(1), Err(error_alone::Error::Formatted(std::fmt::Error))));
}
