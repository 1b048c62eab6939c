//! The types with elements, and the ways to take these.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use dagwright::dag;
use futures::executor::block_on;

use crate::support::yields;

/// Neither `Copy` nor `Clone`.
#[derive(Debug, PartialEq)]
pub struct Page(pub String);

// vector ────→ of_vector (each)
// array ─────→ of_array (each)
// slice ─────→ of_slice (each)
// deque ─────→ of_deque (each)
// set ───────→ of_set (each)
// tree ──────→ of_tree (each value)
// shared ────→ of_shared (each)
// boxed ─────→ of_boxed (each)
// maybe ─────→ of_maybe (each)
#[dag]
mod by_reference {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub array: [Page; 2],
        pub slice: &'a [Page],
        pub deque: VecDeque<Page>,
        pub set: &'a BTreeSet<u32>,
        pub shared: Arc<Vec<Page>>,
        pub boxed: Box<[Page]>,
        pub maybe: Option<Page>,
    }

    async fn vector() -> Vec<Page> {
        vec![Page("v0".into()), Page("v1".into())]
    }
    async fn of_vector(#[each(vector)] page: &Page) -> usize {
        page.0.len()
    }
    async fn of_array(#[each(array)] page: &Page) -> String {
        format!("<{}>", page.0)
    }
    async fn of_slice(#[each(slice)] page: &Page) -> String {
        format!("<{}>", page.0)
    }
    async fn of_deque(#[each(deque)] page: &Page) -> String {
        format!("<{}>", page.0)
    }
    async fn of_set(#[each(set)] number: &u32) -> u32 {
        number + 1
    }
    async fn tree() -> BTreeMap<u32, Page> {
        BTreeMap::from([(2, Page("two".into())), (1, Page("one".into()))])
    }
    async fn of_tree(#[each(tree)] page: &Page) -> String {
        page.0.clone()
    }
    async fn of_shared(#[each(shared)] page: &Page) -> String {
        page.0.clone()
    }
    async fn of_boxed(#[each(boxed)] page: &Page) -> String {
        page.0.clone()
    }
    async fn of_maybe(#[each(maybe)] page: &Page) -> String {
        page.0.clone()
    }
}

#[test]
fn collections_of_every_kind_have_elements_by_reference() {
    let page = |name: &str| Page(name.into());
    let (slice, set) = ([page("s")], BTreeSet::from([3, 1]));
    let input = by_reference::Input {
        array: ["a0", "a1"].map(page),
        slice: &slice,
        deque: VecDeque::from([page("d")]),
        set: &set,
        shared: Arc::new(vec![page("c0"), page("c1")]),
        boxed: Box::new([page("b")]),
        maybe: Some(page("m")),
    };
    let output = block_on(by_reference::Pipeline::run(input));
    assert_eq!(output.of_vector, [2, 2]);
    assert_eq!(output.of_array, ["<a0>", "<a1>"]);
    assert_eq!(output.of_slice, ["<s>"]);
    assert_eq!(output.of_deque, ["<d>"]);
    assert_eq!(output.of_set, [2, 4]);
    assert_eq!(output.of_tree, ["one", "two"]);
    assert_eq!(output.of_shared, ["c0", "c1"]);
    assert_eq!(output.of_boxed, ["b"]);
    assert_eq!(output.of_maybe, ["m"]);
}

// vector, array, deque, set, tree ─→ of_… (each, by value)
#[dag]
mod by_value {
    use super::*;

    #[input]
    pub struct Input {
        pub array: [Page; 2],
        pub deque: VecDeque<Page>,
        pub set: BTreeSet<String>,
        pub tree: BTreeMap<u32, Page>,
    }

    async fn vector() -> Vec<Page> {
        vec![Page("v0".into()), Page("v1".into())]
    }
    async fn of_vector(#[each(vector)] page: Page) -> Page {
        yields(1).await;
        page
    }
    async fn of_array(#[each(array)] page: Page) -> String {
        page.0
    }
    async fn of_deque(#[each(deque)] Page(text): Page) -> String {
        text
    }
    #[node]
    fn of_set(#[each(set)] text: String) -> String {
        text
    }
    async fn of_tree(#[each(tree)] page: Page) -> String {
        page.0
    }
}

#[test]
fn collections_of_every_kind_are_taken_by_value() {
    let page = |name: &str| Page(name.into());
    let input = by_value::Input {
        array: ["a0", "a1"].map(page),
        deque: VecDeque::from([page("d")]),
        set: BTreeSet::from(["y".into(), "x".into()]),
        tree: BTreeMap::from([(2, page("two")), (1, page("one"))]),
    };
    let output = block_on(by_value::Pipeline::run(input));
    assert_eq!(output.of_vector, [page("v0"), page("v1")]);
    assert_eq!(output.of_array, ["a0", "a1"]);
    assert_eq!(output.of_deque, ["d"]);
    assert_eq!(output.of_set, ["x", "y"]);
    assert_eq!(output.of_tree, ["one", "two"]);
}

// prices ─┬→ doubled (each value) ─→ total
//         └→ count
// names ──→ lengths (each value, by value)
#[dag]
mod hash_maps {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub prices: &'a HashMap<String, u32>,
        pub names: HashMap<u32, String>,
    }

    async fn doubled(#[each(prices)] price: &u32) -> u32 {
        price * 2
    }
    async fn lengths(#[each(names)] name: String) -> usize {
        name.len()
    }
    #[node]
    fn count(prices: &HashMap<String, u32>) -> usize {
        prices.len()
    }
}

#[test]
fn the_elements_of_a_map_are_its_values() {
    let prices = HashMap::from([("tea".into(), 3), ("milk".into(), 2)]);
    let names = HashMap::from([(1, "a".into()), (2, "bb".into())]);
    let mut output = block_on(hash_maps::Pipeline::run(hash_maps::Input { prices: &prices, names }));
    output.doubled.sort_unstable();
    output.lengths.sort_unstable();
    assert_eq!((output.doubled, output.lengths, output.count), (vec![4, 6], vec![1, 2], 2));
}

// names ─┬→ long (each, clone)
//        ├→ short (each, by reference)
//        └→ joined
#[dag]
mod cloned {
    #[output]
    pub struct Output {
        pub long: Vec<String>,
        pub short: Vec<char>,
        pub joined: String,
        pub names: Vec<String>,
    }

    async fn names() -> Vec<String> {
        vec!["Ada".into(), "Bob".into()]
    }
    async fn long(
        #[clone]
        #[each(names)]
        mut name: String,
    ) -> String {
        name.push('!');
        name
    }
    async fn short(#[each(names)] name: &str) -> char {
        name.chars().next().unwrap_or_default()
    }
    async fn joined(names: &[String]) -> String {
        names.join("+")
    }
}

#[test]
fn elements_are_cloned_on_purpose() {
    let output = block_on(cloned::Pipeline::run());
    assert_eq!((output.long, output.short), (vec!["Ada!".into(), "Bob!".into()], vec!['A', 'B']));
    assert_eq!((output.joined.as_str(), output.names.len()), ("Ada+Bob", 2));
}
