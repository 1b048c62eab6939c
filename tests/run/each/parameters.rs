//! Elements beside other parameters, and elements that borrow.

use dagwright::dag;
use futures::executor::block_on;

use crate::support::yields;

// numbers ─┬→ sums (each, twice)
//          └→ scaled (each, and as a whole)
// factor ──┘
#[dag]
mod zipped {
    #[input]
    pub struct Input {
        pub factor: u32,
        pub label: String,
    }

    async fn numbers() -> Vec<u32> {
        vec![1, 2, 3]
    }
    #[allow(deprecated, reason = "an element with itself is meant here")]
    async fn sums(#[each(numbers)] number: u32, #[each(numbers)] again: &u32) -> u32 {
        number + again
    }
    async fn scaled(#[each(numbers)] number: &u32, numbers: &[u32], factor: u32, label: &str) -> String {
        format!("{label}{}/{}", number * factor, numbers.len())
    }
    async fn tagged(#[clone] label: String, #[each(numbers)] number: &u32) -> String {
        label + &number.to_string()
    }
}

#[test]
fn two_parameters_over_one_provider_go_hand_in_hand_and_others_are_the_same_for_each_element() {
    let output = block_on(zipped::Pipeline::run(zipped::Input { factor: 10, label: "n".into() }));
    assert_eq!(output.sums, [2, 4, 6]);
    assert_eq!(output.scaled, ["n10/3", "n20/3", "n30/3"]);
    assert_eq!(output.tagged, ["n1", "n2", "n3"]);
}

// text ─→ words ─→ initials (each word, borrowing) ─→ line
#[dag]
mod borrowing {
    use super::*;

    async fn text() -> String {
        "a bc def".into()
    }
    async fn words<'a>(text: &'a str) -> Vec<&'a str> {
        text.split(' ').collect()
    }
    async fn initials<'a>(#[each(words)] word: &'a str) -> &'a str {
        yields(word.len()).await;
        &word[..1]
    }
    async fn lengths(#[each(words)] word: &&str) -> usize {
        word.len()
    }
    async fn line(initials: &[&str], lengths: Vec<usize>) -> String {
        format!("{} {lengths:?}", initials.join(""))
    }
}

#[test]
fn elements_may_borrow_from_another_nodes_value() {
    assert_eq!(block_on(borrowing::Pipeline::run()).line, "abd [1, 2, 3]");
}

// rows ─→ cells (each row) ─→ sums (each result)
#[dag]
mod nested {
    async fn rows() -> Vec<Vec<u32>> {
        vec![vec![1, 2], vec![], vec![3]]
    }
    async fn doubled(#[each(rows)] row: &[u32]) -> Vec<u32> {
        row.iter().map(|number| number * 2).collect()
    }
    async fn sums(#[each(doubled)] row: Vec<u32>) -> u32 {
        row.into_iter().sum()
    }
}

#[test]
fn the_results_of_each_element_are_a_collection_again() {
    assert_eq!(block_on(nested::Pipeline::run()).sums, [6, 0, 6]);
}

// items ─→ shown (each, of the input's type)
#[dag]
mod generic {
    use std::fmt::Display;

    #[input]
    pub struct Input<T: Display, const N: usize> {
        pub items: Vec<T>,
        pub array: [T; N],
    }

    async fn shown<T: Display>(#[each(items)] item: &T) -> String {
        item.to_string()
    }
    async fn kept<T>(#[each(array)] item: T) -> T {
        item
    }
}

#[test]
fn elements_may_be_of_a_generic_type() {
    let output = block_on(generic::Pipeline::run(generic::Input { items: vec![1, 2], array: [3] }));
    assert_eq!((output.shown, output.kept), (vec!["1".into(), "2".into()], vec![3]));
}

// items (future) ─→ lengths (each)
#[dag]
mod future {
    #[input]
    pub struct Input<F: Future<Output = Vec<String>>> {
        #[future]
        pub items: F,
    }

    async fn lengths(#[each(items)] item: &str) -> usize {
        item.len()
    }
}

#[test]
fn a_future_input_may_provide_the_elements() {
    let items = async {
        yields(2).await;
        vec!["a".into(), "bc".into()]
    };
    assert_eq!(block_on(future::Pipeline::run(future::Input { items })).lengths, [1, 2]);
}

// found (may fail) ─→ lengths (each)
#[dag]
mod fallible_provider {
    #[derive(Debug)]
    pub struct Broken;

    #[input]
    pub struct Input {
        pub fails: bool,
    }

    async fn found(fails: bool) -> Result<Vec<String>, Broken> {
        if fails { Err(Broken) } else { Ok(vec!["abc".into()]) }
    }
    async fn lengths(#[each(found)] item: &str) -> usize {
        item.len()
    }
}

#[test]
fn the_provider_of_the_elements_may_fail() {
    let run = |fails| block_on(fallible_provider::Pipeline::run(fallible_provider::Input { fails }));
    assert_eq!(run(false).unwrap().lengths, [3]);
    assert_eq!(run(true).expect_err("it fails").node(), "found");
}

#[test]
fn a_run_with_elements_is_send_when_they_are() {
    fn assert_send<T: Send>(value: T) -> T {
        value
    }
    let run = assert_send(zipped::Pipeline::run(zipped::Input { factor: 1, label: String::new() }));
    assert_eq!(block_on(run).sums, [2, 4, 6]);
    assert_eq!(block_on(assert_send(borrowing::Pipeline::run())).line, "abd [1, 2, 3]");
}
