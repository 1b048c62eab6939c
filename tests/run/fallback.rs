//! Fallbacks: a failure becomes a value.

use dagwright::dag;

use crate::support::yields;

#[derive(Clone, Debug, PartialEq)]
pub struct Broken(pub u32);

/// The value instead of a price.
#[derive(Debug, PartialEq)]
pub enum Price {
    Known(u32),
    Unknown(Broken),
}

impl Price {
    fn unknown(error: Broken) -> Self {
        Self::Unknown(error)
    }
}

mod elsewhere {
    pub(super) fn apology(error: super::Broken) -> String {
        format!("sorry: {error:?}")
    }

    pub(super) fn nothing<T: Default, E>(_: E) -> T {
        T::default()
    }
}

// number ─┬→ local ────┐
//         ├→ remote ───┤
//         ├→ method ───┼→ page         each falls back on something else
//         ├→ variant ──┤
//         └→ generic ──┘
#[dag]
mod paths {
    use super::*;

    #[input]
    pub struct Input {
        pub number: u32,
    }

    #[node(skip)]
    async fn odd(number: u32) -> Result<u32, Broken> {
        yields(1).await;
        if number % 2 == 1 { Ok(number) } else { Err(Broken(number)) }
    }

    fn negated(Broken(number): Broken) -> i64 {
        -i64::from(number)
    }

    #[node(fallback = negated)]
    async fn local(number: u32) -> Result<i64, Broken> {
        odd(number).await.map(i64::from)
    }
    #[node(fallback = super::elsewhere::apology)]
    async fn remote(number: u32) -> Result<String, Broken> {
        odd(number).await.map(|number| number.to_string())
    }
    #[node(fallback = Price::unknown)]
    async fn method(number: u32) -> Result<Price, Broken> {
        odd(number).await.map(Price::Known)
    }
    #[node(fallback = Price::Unknown)]
    async fn variant(number: u32) -> Result<Price, Broken> {
        odd(number).await.map(Price::Known)
    }
    #[node(fallback = elsewhere::nothing)]
    async fn generic(number: u32) -> Result<Vec<u32>, Broken> {
        odd(number).await.map(|number| vec![number])
    }
    async fn page(local: i64, remote: &str, method: &Price, variant: Price, generic: &[u32]) -> String {
        format!("{local}, {remote}, {method:?}, {variant:?}, {generic:?}")
    }
}

#[tokio::test]
async fn a_fallback_is_a_path_to_any_function_and_sees_the_error() {
    let output: paths::Output = paths::Pipeline::run(paths::Input { number: 2 }).await;
    assert_eq!(output.page, "-2, sorry: Broken(2), Unknown(Broken(2)), Unknown(Broken(2)), []");
}

#[tokio::test]
async fn without_a_failure_there_is_no_fallback() {
    let output: paths::Output = paths::Pipeline::run(paths::Input { number: 3 }).await;
    assert_eq!(output.page, "3, 3, Known(3), Known(3), [3]");
}

// inline (inline)
#[dag]
mod inline {
    use super::*;

    #[input]
    pub struct Input {
        pub text: String,
    }

    #[node(fallback = elsewhere::nothing)]
    fn inline(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse()
    }
    #[node]
    fn length(text: &str) -> usize {
        text.len()
    }
}

#[test]
fn an_inline_node_may_have_a_fallback() {
    let run = |text: &str| futures::executor::block_on(inline::Pipeline::run(inline::Input { text: text.into() }));
    assert_eq!((run("12").inline, run("x").inline), (12, 0));
}

// offers (fallback)     user (may fail)
#[dag]
mod beside_failures {
    use super::*;

    #[input]
    pub struct Input {
        pub number: u32,
    }

    #[node(fallback = elsewhere::nothing)]
    async fn offers(number: u32) -> Result<Vec<u32>, Broken> {
        Err(Broken(number))
    }
    async fn user(number: u32) -> Result<u32, Broken> {
        if number == 0 { Err(Broken(0)) } else { Ok(number) }
    }
}

#[tokio::test]
async fn a_node_with_a_fallback_has_no_part_in_the_error() {
    let output = beside_failures::Pipeline::run(beside_failures::Input { number: 1 }).await.unwrap();
    assert_eq!((output.offers, output.user), (vec![], 1));
    let beside_failures::Error::User(error) =
        beside_failures::Pipeline::run(beside_failures::Input { number: 0 }).await.expect_err("`user` fails");
    assert_eq!(error, Broken(0));
}
