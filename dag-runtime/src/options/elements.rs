//! The elements of a collection of a type that the macro does not know.
//!
//! The method call picks the first trait that the type implements, where the call is written: autoref specialization,
//! as in [`autoref`](crate::autoref). For a collection that is [`Borrowed`], the compiler tries the receiver as it is
//! ([`ValuesOfMap`]), behind one more reference ([`ItemsOfCollection`]), behind one less ([`ItemsBehindReference`]), by
//! value ([`ItemsBehindPointer`]) and last as `&mut`, which is there for its error ([`NoElements`]). This works on
//! concrete types and on type parameters with their bounds.
//!
//! ```
//! use std::collections::BTreeMap;
//! use std::sync::Arc;
//! use dag_runtime::elements::{Borrowed, Taken, methods::*};
//!
//! let list = vec![1, 2];
//! assert!((&&Borrowed(&list)).elements_for_node().eq([&1, &2]));
//! let shared = Arc::new(list);
//! assert!((&&Borrowed(&shared)).elements_for_node().eq([&1, &2]));
//! let map = BTreeMap::from([("a", 1), ("b", 2)]);
//! assert!((&&Borrowed(&map)).elements_for_node().eq([&1, &2]));
//! assert!((&mut Taken::new(map)).elements_for_node().eq([1, 2]));
//! ```

use std::collections::{BTreeMap, HashMap, btree_map, hash_map};
use std::iter::{self, Empty};
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

/// All the traits of this module that have a method `elements_for_node`, without their names.
pub mod methods {
    pub use super::{
        ItemsBehindPointer as _, ItemsBehindReference as _, ItemsOfCollection as _, NoElements as _, ValuesOfMap as _,
    };
}

/// A collection whose elements are lent: `(&&Borrowed(&items)).elements_for_node()` with the [`methods`] in scope.
#[derive(Debug)]
pub struct Borrowed<'v, C: ?Sized>(pub &'v C);

impl<C: ?Sized> Clone for Borrowed<'_, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: ?Sized> Copy for Borrowed<'_, C> {}

/// A collection whose elements are given away: `(&mut Taken::new(items)).elements_for_node()` with the [`methods`] in scope.
#[derive(Debug)]
pub struct Taken<C>(Option<C>);

impl<C> Taken<C> {
    /// A collection whose elements are all still there.
    pub fn new(collection: C) -> Self {
        Self(Some(collection))
    }

    fn take(&mut self) -> C {
        self.0.take().expect("elements are taken once")
    }
}

/// The elements of a map are its values.
pub trait ValuesOfMap {
    /// The values, one after another.
    type Elements: Iterator;

    /// The values in the map's order.
    fn elements_for_node(self) -> Self::Elements;
}

impl<'v, M: ?Sized> ValuesOfMap for &&Borrowed<'v, M>
where
    &'v M: Map,
{
    type Elements = <&'v M as Map>::Values;

    fn elements_for_node(self) -> Self::Elements {
        self.0.into_values()
    }
}

impl<M: Map> ValuesOfMap for &mut Taken<M> {
    type Elements = M::Values;

    fn elements_for_node(self) -> M::Values {
        self.take().into_values()
    }
}

/// The elements of any other collection are its items.
pub trait ItemsOfCollection {
    /// The items, one after another.
    type Elements: Iterator;

    /// The items in the collection's order.
    fn elements_for_node(self) -> Self::Elements;
}

impl<'v, C: ?Sized> ItemsOfCollection for &&&Borrowed<'v, C>
where
    &'v C: IntoIterator,
{
    type Elements = <&'v C as IntoIterator>::IntoIter;

    fn elements_for_node(self) -> Self::Elements {
        self.0.into_iter()
    }
}

impl<C: IntoIterator> ItemsOfCollection for &mut &mut Taken<C> {
    type Elements = C::IntoIter;

    fn elements_for_node(self) -> C::IntoIter {
        self.take().into_iter()
    }
}

/// A reference lends the elements of the collection it refers to, for as long as that lives.
pub trait ItemsBehindReference {
    /// The items, one after another.
    type Elements: Iterator;

    /// The items in the collection's order.
    fn elements_for_node(self) -> Self::Elements;
}

impl<'r, C: ?Sized> ItemsBehindReference for &Borrowed<'_, &'r C>
where
    &'r C: IntoIterator,
{
    type Elements = <&'r C as IntoIterator>::IntoIter;

    fn elements_for_node(self) -> Self::Elements {
        (*self.0).into_iter()
    }
}

/// A pointer to a collection, such as `Arc<Vec<_>>`, lends the elements of that collection.
pub trait ItemsBehindPointer {
    /// The items, one after another.
    type Elements: Iterator;

    /// The items in the collection's order.
    fn elements_for_node(self) -> Self::Elements;
}

impl<'v, P: Deref + ?Sized> ItemsBehindPointer for Borrowed<'v, P>
where
    P::Target: 'v,
    &'v P::Target: IntoIterator,
{
    type Elements = <&'v P::Target as IntoIterator>::IntoIter;

    fn elements_for_node(self) -> Self::Elements {
        self.0.deref().into_iter()
    }
}

/// Anything else has no elements, and the error says so.
pub trait NoElements<C: ?Sized> {
    /// Cannot be called.
    fn elements_for_node<T>(self) -> Empty<T>
    where
        C: Collection;
}

impl<C: ?Sized> NoElements<C> for &mut Borrowed<'_, C> {
    fn elements_for_node<T>(self) -> Empty<T>
    where
        C: Collection,
    {
        iter::empty()
    }
}

impl<C> NoElements<C> for &Taken<C> {
    fn elements_for_node<T>(self) -> Empty<T>
    where
        C: Collection,
    {
        iter::empty()
    }
}

/// A type with elements, for the error of the compiler. No type implements it: the call picks one of the other traits
/// for every type that has elements.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no elements that a node could run for",
    label = "not a collection",
    note = "`#[each]` takes a `Vec`, an array, a slice, a map or another type that can be iterated over",
    note = "a range gives its elements by value only (`item: Item`), an `Arc<Vec<_>>` by reference only (`item: &Item`)"
)]
pub trait Collection {}

/// A type that is no `Result`, for the error of the compiler.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is an outcome, and no collection that a node could run over",
    label = "this is a `Result`",
    note = "mark the node that returns it with `#[node(fallible)]`: others then get what is in the `Ok`"
)]
pub trait Plain {}

#[diagnostic::do_not_recommend]
impl Plain for () {}

/// A map, by value or behind references and pointers.
pub trait Map {
    /// The values, one after another.
    type Values: Iterator;

    /// The values in the map's order.
    fn into_values(self) -> Self::Values;
}

impl<K, V, S> Map for HashMap<K, V, S> {
    type Values = hash_map::IntoValues<K, V>;

    fn into_values(self) -> Self::Values {
        self.into_values()
    }
}

impl<K, V> Map for BTreeMap<K, V> {
    type Values = btree_map::IntoValues<K, V>;

    fn into_values(self) -> Self::Values {
        self.into_values()
    }
}

impl<'m, K, V, S> Map for &'m HashMap<K, V, S> {
    type Values = hash_map::Values<'m, K, V>;

    fn into_values(self) -> Self::Values {
        self.values()
    }
}

impl<'m, K, V> Map for &'m BTreeMap<K, V> {
    type Values = btree_map::Values<'m, K, V>;

    fn into_values(self) -> Self::Values {
        self.values()
    }
}

// The inner reference may live for longer than the outer one.
impl<'m, M: ?Sized> Map for &&'m M
where
    &'m M: Map,
{
    type Values = <&'m M as Map>::Values;

    fn into_values(self) -> Self::Values {
        (*self).into_values()
    }
}

macro_rules! map_behind {
    ($($pointer:ty),*) => {
        $(
            impl<'m, M: ?Sized> Map for &'m $pointer
            where
                &'m M: Map,
            {
                type Values = <&'m M as Map>::Values;

                fn into_values(self) -> Self::Values {
                    let map: &'m M = self;
                    map.into_values()
                }
            }
        )*
    };
}

map_behind!(&mut M, Box<M>, Rc<M>, Arc<M>);

/// The element at `index`, for a task that shares the whole collection and works on this one element.
///
/// # Panics
///
/// If there are not so many elements.
///
/// ```
/// assert_eq!(dag_runtime::elements::nth(["a", "b"].iter(), 1), &"b");
/// ```
pub fn nth<I: Iterator>(mut elements: I, index: usize) -> I::Item {
    elements.nth(index).expect("a collection has as many elements as it was counted to have")
}
