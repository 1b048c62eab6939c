//! The elements of collections.
#![allow(clippy::needless_borrow, reason = "each reference is a chance for a trait to apply")]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque};
use std::fmt::Debug;
use std::hash::Hash;
use std::rc::Rc;
use std::sync::Arc;

use dag_runtime::elements::{Borrowed, Taken, methods::*};

/// The expression of generated code, for a value of any type.
macro_rules! lent {
    ($collection:expr) => {
        (&&Borrowed(&$collection)).elements_for_node()
    };
}
macro_rules! taken {
    ($collection:expr) => {
        (&mut Taken::new($collection)).elements_for_node()
    };
}

/// Of exactly this type.
fn all<T: Debug + PartialEq, const N: usize>(elements: impl Iterator<Item = T>, expected: [T; N]) {
    assert_eq!(elements.collect::<Vec<_>>(), expected);
}

#[test]
fn collections_lend_their_items() {
    all(lent!(vec![1, 2]), [&1, &2]);
    all(lent!([1, 2]), [&1, &2]);
    all(lent!(*[1, 2].as_slice()), [&1, &2]);
    all(lent!(VecDeque::from([1, 2])), [&1, &2]);
    all(lent!(LinkedList::from([1, 2])), [&1, &2]);
    all(lent!(BTreeSet::from([2, 1])), [&1, &2]);
    all(lent!(HashSet::from([1])), [&1]);
    all(lent!(Some(1)), [&1]);
    all(lent!(Vec::<u8>::new()), []);
}

#[test]
fn maps_lend_their_values() {
    all(lent!(BTreeMap::from([("b", 2), ("a", 1)])), [&1, &2]);
    all(lent!(HashMap::from([("a", 1)])), [&1]);
}

#[test]
fn pointers_lend_what_they_point_to() {
    let list = vec![1, 2];
    all(lent!(&list), [&1, &2]);
    all(lent!(&mut list.clone()), [&1, &2]);
    all(lent!(list.as_slice()), [&1, &2]);
    all(lent!(&[1, 2]), [&1, &2]);
    all(lent!(Box::new(list.clone())), [&1, &2]);
    all(lent!(list.clone().into_boxed_slice()), [&1, &2]);
    all(lent!(Rc::new(list.clone())), [&1, &2]);
    all(lent!(Arc::new(list.clone())), [&1, &2]);
    all(lent!(Arc::<[i32]>::from(list.clone())), [&1, &2]);
    all(lent!(std::borrow::Cow::Borrowed(list.as_slice())), [&1, &2]);
}

#[test]
fn maps_lend_their_values_from_behind_any_pointers() {
    let map = BTreeMap::from([("a", 1), ("b", 2)]);
    all(lent!(&map), [&1, &2]);
    all(lent!(&mut map.clone()), [&1, &2]);
    all(lent!(Box::new(map.clone())), [&1, &2]);
    all(lent!(Rc::new(map.clone())), [&1, &2]);
    all(lent!(&Arc::new(map.clone())), [&1, &2]);
    all(lent!(Arc::new(HashMap::from([("a", 1)]))), [&1]);
}

#[test]
fn what_is_lent_lives_as_long_as_the_collection() {
    fn listed(words: &Vec<String>) -> impl Iterator<Item = &String> {
        (&&Borrowed(words)).elements_for_node()
    }
    fn shared(words: &Arc<[String]>) -> impl Iterator<Item = &String> {
        (&&Borrowed(words)).elements_for_node()
    }
    // The references themselves end with the function.
    fn referred<'v>(words: &'v [String], map: &'v HashMap<u8, u8>) -> impl Iterator<Item = (&'v String, &'v u8)> {
        lent!(words).zip(lent!(map))
    }
    let words = vec![String::from("tea")];
    all(referred(&words, &HashMap::from([(0, 1)])), [(&words[0], &1)]);
    all(listed(&words), [&words[0]]);
    all(shared(&words.clone().into()), [&words[0]]);
}

#[test]
fn collections_give_their_items_away() {
    all(taken!(vec![String::from("tea")]), [String::from("tea")]);
    all(taken!([1, 2]), [1, 2]);
    all(taken!(vec![1, 2].into_boxed_slice()), [1, 2]);
    all(taken!(BTreeSet::from([2, 1])), [1, 2]);
    all(taken!(1..3), [1, 2]);
    all(taken!([1, 2].as_slice()), [&1, &2]);
    all(taken!(&vec![1, 2]), [&1, &2]);
    all(taken!(Box::new(1..3) as Box<dyn Iterator<Item = i32> + Send>), [1, 2]);
}

#[test]
fn maps_give_their_values_away() {
    let map = BTreeMap::from([("a", 1), ("b", 2)]);
    all(taken!(&map), [&1, &2]);
    all(taken!(map), [1, 2]);
    all(taken!(HashMap::from([("a", String::from("tea"))])), [String::from("tea")]);
    all(taken!(&HashMap::from([("a", 1)])), [&1]);
}

#[test]
fn of_a_type_parameter_its_bounds_count() {
    fn items<T: Debug + PartialEq + Clone>(list: Vec<T>) -> Vec<T> {
        let lent: Vec<T> = lent!(list).cloned().collect();
        let shared: Vec<T> = lent!(Arc::<[T]>::from(list.clone())).cloned().collect();
        assert_eq!((&lent, &shared), (&list, &list));
        taken!(list).collect()
    }
    fn values<K: Hash + Eq, V: Clone + PartialEq + Debug>(map: HashMap<K, V>) -> Vec<V> {
        let lent: Vec<V> = lent!(map).cloned().collect();
        assert_eq!(lent, lent!(&map).cloned().collect::<Vec<_>>());
        taken!(map).collect()
    }
    fn any<C: IntoIterator<Item = u8> + Clone>(collection: C) -> u8
    where
        for<'v> &'v C: IntoIterator<Item = &'v u8>,
    {
        lent!(collection).sum::<u8>() + taken!(collection).sum::<u8>()
    }
    assert_eq!(items(vec!["tea"]), ["tea"]);
    assert_eq!(values(HashMap::from([("a", 1)])), [1]);
    assert_eq!(any(vec![1, 2]), 6);
}
