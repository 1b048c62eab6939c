//! The elements that work is done for, and the place its values go to.

use std::collections::BTreeMap;
use std::fmt::{self, Debug, Formatter};
use std::iter::{Enumerate, Fuse};
use std::mem;
use std::task::{Poll, Waker};
use std::vec;

/// Elements of a collection, by their positions in it, as they come.
pub trait Supply {
    /// One of them.
    type Element;

    /// The number of elements, given and yet to come, as soon as somebody needs it and it is known.
    fn total(&self) -> Option<usize>;

    /// Of the elements that are there and were not given yet, the first in the collection's order; `None` when all were
    /// given. If none is there, the waker is woken when one comes.
    fn next(&mut self, waker: &Waker) -> Poll<Option<(usize, Self::Element)>>;
}

/// The place that the values of elements go to.
pub trait Sink<T> {
    /// The result of the whole.
    type Whole;

    /// There will be so many.
    fn open(&mut self, total: usize);

    /// Takes the value of an element.
    fn put(&mut self, index: usize, value: T);

    /// Called when all values were put.
    fn whole(&mut self) -> Self::Whole;
}

/// The elements of an iterator, each taken from it when it starts.
#[derive(Debug)]
pub struct Listed<I: Iterator> {
    elements: Enumerate<Fuse<I>>,
    total: Option<usize>,
}

impl<I: Iterator> Listed<I> {
    pub(super) fn new(elements: I) -> Self {
        Self { elements: elements.fuse().enumerate(), total: None }
    }
}

impl<I: Iterator> Supply for Listed<I> {
    type Element = I::Item;

    fn total(&self) -> Option<usize> {
        self.total
    }

    fn next(&mut self, _waker: &Waker) -> Poll<Option<(usize, I::Item)>> {
        Poll::Ready(self.elements.next())
    }
}

/// The elements of an iterator, all of them counted. If it does not know their number, they are taken out beforehand.
#[derive(Debug)]
pub enum Counted<I: Iterator> {
    /// It knows the number.
    AsTheyCome(Listed<I>),
    /// It did not.
    Beforehand(Listed<vec::IntoIter<I::Item>>),
}

/// Counts the elements of an iterator.
pub fn counted<I: Iterator>(elements: I) -> Counted<I> {
    match elements.size_hint() {
        (least, Some(most)) if least == most => {
            Counted::AsTheyCome(Listed { total: Some(most), ..Listed::new(elements) })
        }
        _ => {
            let elements: Vec<_> = elements.collect();
            Counted::Beforehand(Listed { total: Some(elements.len()), ..Listed::new(elements.into_iter()) })
        }
    }
}

impl<I: Iterator> Supply for Counted<I> {
    type Element = I::Item;

    fn total(&self) -> Option<usize> {
        match self {
            Self::AsTheyCome(listed) => listed.total(),
            Self::Beforehand(listed) => listed.total(),
        }
    }

    fn next(&mut self, waker: &Waker) -> Poll<Option<(usize, I::Item)>> {
        match self {
            Self::AsTheyCome(listed) => listed.next(waker),
            Self::Beforehand(listed) => listed.next(waker),
        }
    }
}

/// The elements of two supplies in step: those of one position go together.
pub struct InStep<A: Supply, B: Supply> {
    one: Side<A>,
    other: Side<B>,
}

impl<A: Supply, B: Supply> Debug for InStep<A, B> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("InStep").finish_non_exhaustive()
    }
}

/// A supply, and those of its elements whose partners are not there yet.
struct Side<S: Supply> {
    supply: S,
    waiting: BTreeMap<usize, S::Element>,
    over: bool,
}

impl<S: Supply> Side<S> {
    fn new(supply: S) -> Self {
        Self { supply, waiting: BTreeMap::new(), over: false }
    }

    /// Takes whatever is there.
    fn fill(&mut self, waker: &Waker) {
        while !self.over {
            match self.supply.next(waker) {
                Poll::Ready(Some((index, element))) => {
                    self.waiting.insert(index, element);
                }
                Poll::Ready(None) => self.over = true,
                Poll::Pending => return,
            }
        }
    }

    /// True if no partner comes for those that wait on the other side.
    fn is_done(&self) -> bool {
        self.over && self.waiting.is_empty()
    }
}

/// Two supplies over the same collection, in step.
pub fn in_step<A: Supply, B: Supply>(one: A, other: B) -> InStep<A, B> {
    InStep { one: Side::new(one), other: Side::new(other) }
}

impl<A: Supply, B: Supply> InStep<A, B> {
    fn first_of_both(&self) -> Option<usize> {
        let (one, other) = (&self.one.waiting, &self.other.waiting);
        // The shorter list is gone through.
        if one.len() < other.len() {
            one.keys().copied().find(|index| other.contains_key(index))
        } else {
            other.keys().copied().find(|index| one.contains_key(index))
        }
    }
}

impl<A: Supply, B: Supply> Supply for InStep<A, B> {
    type Element = (A::Element, B::Element);

    fn total(&self) -> Option<usize> {
        match (self.one.supply.total(), self.other.supply.total()) {
            (Some(one), Some(other)) => Some(one.min(other)),
            _ => None,
        }
    }

    fn next(&mut self, waker: &Waker) -> Poll<Option<(usize, Self::Element)>> {
        self.one.fill(waker);
        self.other.fill(waker);
        if let Some(index) = self.first_of_both()
            && let (Some(one), Some(other)) = (self.one.waiting.remove(&index), self.other.waiting.remove(&index))
        {
            return Poll::Ready(Some((index, (one, other))));
        }
        if self.one.is_done() || self.other.is_done() { Poll::Ready(None) } else { Poll::Pending }
    }
}

/// A `Vec` of the values in the elements' order.
#[derive(Debug)]
pub(super) struct Values<T>(Vec<Option<T>>);

impl<T> Values<T> {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }
}

impl<T> Sink<T> for Values<T> {
    type Whole = Vec<T>;

    fn open(&mut self, _total: usize) {}

    fn put(&mut self, index: usize, value: T) {
        if self.0.len() <= index {
            self.0.resize_with(index + 1, || None);
        }
        self.0[index] = Some(value);
    }

    fn whole(&mut self) -> Vec<T> {
        mem::take(&mut self.0).into_iter().map(|value| value.expect("all have finished")).collect()
    }
}
