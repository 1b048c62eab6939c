//! The generated error, and the user's own.

use std::error::Error as _;
use std::fmt;

use dagwright::dag;
use futures::executor::block_on;

#[derive(Debug)]
pub struct DbError {
    cause: fmt::Error,
}

impl fmt::Display for DbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the database is away")
    }
}

impl std::error::Error for DbError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

const AWAY: DbError = DbError { cause: fmt::Error };

/// The node of a pipeline that is to fail.
#[derive(Clone, Copy, PartialEq)]
pub enum Fails {
    Nothing,
    Cart,
    Parsed,
    Read,
    Loaded,
    Plain,
}

// cart, parsed, read_file, loaded, plain       five kinds of fallible nodes, one after the other
#[dag]
mod kinds {
    use super::*;
    use std::io;

    #[input]
    pub struct Input {
        pub fails: Fails,
    }

    async fn cart(fails: Fails) -> Result<u32, DbError> {
        if fails == Fails::Cart { Err(AWAY) } else { Ok(1) }
    }
    async fn parsed(fails: Fails, cart: u32) -> Result<u32, std::num::ParseIntError> {
        let text = if fails == Fails::Parsed { "x" } else { "1" };
        Ok(text.parse::<u32>()? + cart)
    }
    async fn read_file(fails: Fails, parsed: u32) -> io::Result<u32> {
        if fails == Fails::Read { Err(io::Error::other("no disk")) } else { Ok(parsed + 1) }
    }
    async fn loaded(fails: Fails, read_file: u32) -> anyhow::Result<u32> {
        anyhow::ensure!(fails != Fails::Loaded, "not loaded");
        Ok(read_file + 1)
    }
    #[node]
    fn plain(fails: Fails, loaded: u32) -> Result<u32, String> {
        if fails == Fails::Plain { Err("a plain text".into()) } else { Ok(loaded + 1) }
    }
}

fn failure(fails: Fails) -> kinds::Error {
    match block_on(kinds::Pipeline::run(kinds::Input { fails })) {
        Ok(_) => panic!("no node failed"),
        Err(error) => error,
    }
}

#[test]
fn without_a_failure_the_output_is_returned() {
    let input = kinds::Input { fails: Fails::Nothing };
    assert_eq!(block_on(kinds::Pipeline::run(input)).unwrap().plain, 5);
}

#[test]
fn the_error_has_a_variant_for_each_fallible_node() {
    assert!(matches!(failure(Fails::Cart), kinds::Error::Cart(DbError { .. })));
    assert!(matches!(failure(Fails::Parsed), kinds::Error::Parsed(_)));
    assert!(matches!(failure(Fails::Loaded), kinds::Error::Loaded(_)));
    let kinds::Error::ReadFile(error) = failure(Fails::Read) else {
        panic!("another variant");
    };
    assert_eq!(error.kind(), std::io::ErrorKind::Other);
    let kinds::Error::Plain(text) = failure(Fails::Plain) else {
        panic!("another variant");
    };
    assert_eq!(text, "a plain text");
}

#[test]
fn the_error_names_the_node() {
    assert_eq!(failure(Fails::Cart).node(), "cart");
    assert_eq!(failure(Fails::Read).node(), "read_file");
    assert_eq!(failure(Fails::Plain).node(), "plain");
}

const ALL: [Fails; 5] = [Fails::Cart, Fails::Parsed, Fails::Read, Fails::Loaded, Fails::Plain];

#[test]
fn the_error_displays_the_node_and_leaves_the_rest_to_its_source() {
    assert_eq!(
        ALL.map(|fails| failure(fails).to_string()),
        [
            "node `cart` failed",
            "node `parsed` failed",
            "node `read_file` failed",
            "node `loaded` failed",
            "node `plain` failed: a plain text",
        ]
    );
}

#[test]
fn the_alternate_form_displays_all_causes_in_one_line() {
    assert_eq!(
        ALL.map(|fails| format!("{:#}", failure(fails))),
        [
            "node `cart` failed: the database is away: an error occurred when formatting an argument",
            "node `parsed` failed: invalid digit found in string",
            "node `read_file` failed: no disk",
            "node `loaded` failed: not loaded",
            "node `plain` failed: a plain text",
        ]
    );
}

#[test]
fn anyhow_prints_every_cause_once() {
    let printed = |fails| format!("{:#}", anyhow::Error::from(failure(fails)));
    assert_eq!(ALL.map(printed), ALL.map(|fails| format!("{:#}", failure(fails))));
    let nested = nested::Error::Whole(failure(Fails::Cart));
    let text = format!("{nested:#}");
    assert_eq!(text, format!("node `whole` failed: {:#}", failure(Fails::Cart)));
    assert_eq!(format!("{:#}", anyhow::Error::from(nested)), text);
}

// whole          a pipeline as a node
#[dag]
mod nested {
    use super::kinds;

    async fn whole() -> Result<kinds::Output, kinds::Error> {
        kinds::Pipeline::run(kinds::Input { fails: super::Fails::Cart }).await
    }
}

#[test]
fn the_error_is_debug() {
    let text = format!("{:?}", failure(Fails::Cart));
    assert!(text.contains("Cart") && text.contains("DbError"), "{text}");
}

#[test]
fn the_source_of_the_error_is_the_nodes_error() {
    let error = failure(Fails::Cart);
    let source = error.source().expect("a source");
    assert!(source.is::<DbError>());
    assert!(source.source().expect("its own source").is::<fmt::Error>());
    assert!(failure(Fails::Read).source().unwrap().is::<std::io::Error>());
}

#[test]
fn an_anyhow_error_is_a_source_too() {
    let error = failure(Fails::Loaded);
    assert_eq!(error.source().expect("a source").to_string(), "not loaded");
}

#[test]
fn an_error_that_is_no_std_error_has_no_source() {
    assert!(failure(Fails::Plain).source().is_none());
}

#[test]
fn the_error_converts_into_anyhow_and_a_box() {
    let anyhow = anyhow::Error::from(failure(Fails::Cart));
    assert_eq!(anyhow.to_string(), "node `cart` failed");
    let boxed: Box<dyn std::error::Error + Send + Sync> = failure(Fails::Read).into();
    assert_eq!(boxed.to_string(), "node `read_file` failed");
}

// number → checked         errors that borrow from the input
#[dag]
mod borrowing {
    #[derive(Debug)]
    pub struct NotANumber<'a>(pub &'a str);

    #[input]
    pub struct Input<'a> {
        pub text: &'a str,
    }

    async fn number<'a>(text: &'a str) -> Result<u32, NotANumber<'a>> {
        text.parse().map_err(|_| NotANumber(text))
    }
}

#[test]
fn an_error_may_borrow_from_the_input() {
    let text = String::from("seven");
    let error = block_on(borrowing::Pipeline::run(borrowing::Input { text: &text })).err();
    let Some(borrowing::Error::Number(borrowing::NotANumber(found))) = error else {
        panic!("no failure");
    };
    assert_eq!(found, "seven");
}

#[derive(Debug)]
pub enum AppError {
    Db(DbError),
    Text(String),
}

impl From<DbError> for AppError {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

impl From<String> for AppError {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

// first → second → third
#[dag(error = AppError)]
mod converted {
    use super::*;

    #[input]
    pub struct Input {
        pub fails: Fails,
    }

    async fn first(fails: Fails) -> Result<u32, DbError> {
        if fails == Fails::Cart { Err(AWAY) } else { Ok(1) }
    }
    async fn second(fails: Fails, first: u32) -> Result<u32, String> {
        if fails == Fails::Plain { Err("text".into()) } else { Ok(first + 1) }
    }
    async fn third(fails: Fails, second: u32) -> Result<u32, AppError> {
        if fails == Fails::Read { Err(AppError::Text("own".into())) } else { Ok(second + 1) }
    }
}

#[test]
fn the_users_error_type_takes_each_nodes_error() {
    let run = |fails| block_on(converted::Pipeline::run(converted::Input { fails }));
    let done: Result<converted::Output, AppError> = run(Fails::Nothing);
    assert_eq!(done.unwrap().third, 3);
    assert!(matches!(run(Fails::Cart), Err(AppError::Db(_))));
    assert!(matches!(run(Fails::Plain), Err(AppError::Text(text)) if text == "text"));
    assert!(matches!(run(Fails::Read), Err(AppError::Text(text)) if text == "own"));
}

// value          an alias of another name, and a Result that is a value
#[dag]
mod marked {
    pub type Fetched<T> = Result<T, String>;

    #[input]
    pub struct Input {
        pub fails: bool,
    }

    #[node(fallible)]
    async fn fetched(fails: bool) -> Fetched<u32> {
        if fails { Err("not fetched".into()) } else { Ok(1) }
    }
    #[node(infallible)]
    async fn kept(fetched: u32) -> Result<u32, String> {
        Err(format!("kept {fetched}"))
    }
    async fn shown(kept: &Result<u32, String>) -> String {
        format!("{kept:?}")
    }
}

#[test]
fn an_alias_is_marked_as_fallible_and_a_result_kept_as_a_value() {
    let output = block_on(marked::Pipeline::run(marked::Input { fails: false })).unwrap();
    assert_eq!(output.shown, "Err(\"kept 1\")");
    let error = block_on(marked::Pipeline::run(marked::Input { fails: true })).err().unwrap();
    assert_eq!(error.to_string(), "node `fetched` failed: not fetched");
}
