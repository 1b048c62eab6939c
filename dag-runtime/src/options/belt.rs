//! Belts between stages: each value goes on as soon as it is there.

use std::collections::BTreeMap;
use std::fmt::{self, Debug, Formatter};
use std::sync::{Mutex, MutexGuard, OnceLock};
use std::task::{Poll, Waker};

use super::supply::{Sink, Supply};
use crate::store::Row;

/// The values of a stage, lent one by one to the stages behind it, and as a `Vec` when all are there. They never move.
///
/// See [`stage`](crate::stage) for an example.
pub struct Belt<T, const FOLLOWERS: usize> {
    row: OnceLock<Row<T>>,
    arrivals: [Arrivals<()>; FOLLOWERS],
}

impl<T, const FOLLOWERS: usize> Belt<T, FOLLOWERS> {
    /// An empty belt.
    #[must_use]
    pub fn new() -> Self {
        Self { row: OnceLock::new(), arrivals: [const { Arrivals::new() }; FOLLOWERS] }
    }

    /// The values for one of the stages behind, in the order in which they come.
    ///
    /// # Panics
    ///
    /// If there is no such stage.
    pub fn lent(&self, follower: usize) -> Lent<'_, T> {
        Lent { row: &self.row, indices: self.indices(follower) }
    }

    /// The positions of the values for one of the stages behind, in the order in which they come.
    ///
    /// # Panics
    ///
    /// If there is no such stage.
    pub fn indices(&self, follower: usize) -> Indices<'_> {
        Indices(Coming { arrivals: &self.arrivals[follower] })
    }

    /// The value at a position.
    ///
    /// # Panics
    ///
    /// If it is not there yet.
    pub fn nth(&self, index: usize) -> &T {
        nth(&self.row, index)
    }

    /// All values.
    ///
    /// # Panics
    ///
    /// If they are not all there yet.
    pub fn whole(&self) -> &Vec<T> {
        self.row.get().and_then(Row::whole).expect("a stage is waited for before its values are used")
    }

    /// All values.
    ///
    /// # Panics
    ///
    /// If they are not all there yet.
    pub fn into_vec(self) -> Vec<T> {
        let row = self.row.into_inner();
        row.and_then(Row::into_vec).expect("a stage is waited for before its values are used")
    }
}

fn nth<T>(row: &OnceLock<Row<T>>, index: usize) -> &T {
    row.get().and_then(|row| row.get(index)).expect("a value is there before it is announced")
}

impl<T, const FOLLOWERS: usize> Default for Belt<T, FOLLOWERS> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, const FOLLOWERS: usize> Sink<T> for &Belt<T, FOLLOWERS> {
    type Whole = ();

    fn open(&mut self, total: usize) {
        assert!(self.row.set(Row::new(total)).is_ok(), "a belt has one stage in front");
        self.arrivals.iter().for_each(|arrivals| arrivals.open(total));
    }

    fn put(&mut self, index: usize, value: T) {
        self.row.get().expect("the belt is open").set(index, value);
        self.arrivals.iter().for_each(|arrivals| arrivals.put(index, ()));
    }

    fn whole(&mut self) {}
}

/// The values of a [`Belt`], for one of the stages behind it.
pub struct Lent<'b, T> {
    row: &'b OnceLock<Row<T>>,
    indices: Indices<'b>,
}

impl<'b, T> Supply for Lent<'b, T> {
    type Element = &'b T;

    fn total(&self) -> Option<usize> {
        self.indices.total()
    }

    fn next(&mut self, waker: &Waker) -> Poll<Option<(usize, &'b T)>> {
        self.indices.next(waker).map(|found| found.map(|(index, _)| (index, nth(self.row, index))))
    }
}

/// The positions of the values of a [`Belt`], for one of the stages behind it.
#[derive(Debug)]
pub struct Indices<'b>(Coming<'b, ()>);

impl Supply for Indices<'_> {
    type Element = usize;

    fn total(&self) -> Option<usize> {
        self.0.total()
    }

    fn next(&mut self, waker: &Waker) -> Poll<Option<(usize, usize)>> {
        self.0.next(waker).map(|found| found.map(|(index, ())| (index, index)))
    }
}

/// The values of a stage, given one by one to the one stage behind it.
///
/// Other than a [`Belt`] it can be shared between threads as soon as its values can be sent.
pub struct Handoffs<T>(Arrivals<T>);

impl<T> Handoffs<T> {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self(Arrivals::new())
    }

    /// The values for the stage behind, in the order in which they come.
    pub fn taken(&self) -> Coming<'_, T> {
        Coming { arrivals: &self.0 }
    }
}

impl<T> Default for Handoffs<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Sink<T> for &Handoffs<T> {
    type Whole = ();

    fn open(&mut self, total: usize) {
        self.0.open(total);
    }

    fn put(&mut self, index: usize, value: T) {
        self.0.put(index, value);
    }

    fn whole(&mut self) {}
}

/// What has come for a stage.
pub struct Coming<'b, T> {
    arrivals: &'b Arrivals<T>,
}

impl<T> Supply for Coming<'_, T> {
    type Element = T;

    fn total(&self) -> Option<usize> {
        self.arrivals.lock().total
    }

    fn next(&mut self, waker: &Waker) -> Poll<Option<(usize, T)>> {
        self.arrivals.lock().next(waker)
    }
}

/// What has come for a stage and was not taken yet.
struct Arrivals<T>(Mutex<State<T>>);

struct State<T> {
    /// `None` before the stage in front has begun.
    total: Option<usize>,
    given: usize,
    waiting: BTreeMap<usize, T>,
    /// That of the stage, while it waits.
    waker: Option<Waker>,
}

impl<T> Arrivals<T> {
    const fn new() -> Self {
        Self(Mutex::new(State { total: None, given: 0, waiting: BTreeMap::new(), waker: None }))
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.0.lock().expect("nobody panics with the lock")
    }

    fn open(&self, total: usize) {
        let waker = {
            let mut state = self.lock();
            state.total = Some(total);
            state.waker.take()
        };
        waker.into_iter().for_each(Waker::wake);
    }

    fn put(&self, index: usize, value: T) {
        let waker = {
            let mut state = self.lock();
            state.waiting.insert(index, value);
            state.waker.take()
        };
        waker.into_iter().for_each(Waker::wake);
    }
}

impl<T> State<T> {
    fn next(&mut self, waker: &Waker) -> Poll<Option<(usize, T)>> {
        if let Some(first) = self.waiting.pop_first() {
            self.given += 1;
            return Poll::Ready(Some(first));
        }
        if self.total == Some(self.given) {
            return Poll::Ready(None);
        }
        match &mut self.waker {
            Some(known) => known.clone_from(waker),
            none => *none = Some(waker.clone()),
        }
        Poll::Pending
    }
}

macro_rules! opaque {
    ($([$($generics:tt)*] $name:ty),*) => {$(
        impl<$($generics)*> Debug for $name {
            fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
                formatter.write_str(stringify!($name))
            }
        }
    )*};
}

opaque!([T, const FOLLOWERS: usize] Belt<T, FOLLOWERS>, [T] Lent<'_, T>, [T] Handoffs<T>, [T] Coming<'_, T>);
