//! Cells whose value one branch writes and others read, take or change: the only file with unsafe code.
//!
//! The reason for its soundness: a cell is written through the one [`Writer`] or [`Giver`] of a borrow that excludes
//! all others, and writing consumes it, so nobody writes twice. Every reader and taker checks first that the cell is
//! full; that `Acquire` load sees all that the writer did before its `Release` store. So nobody reads before the value
//! is there, and nobody writes afterwards. The value that a reader borrows does not move: a [`Slot`] has readers and no
//! taker, a [`Handoff`] one taker, consumed by taking, and no readers. [`Turns`] count their users instead, as a
//! `RefCell` does. A [`Row`] is many slots side by side; each is claimed by its one writer with an exchange that no other
//! can win.

use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::mem::{self, MaybeUninit};
use std::ops::{Deref, DerefMut};
use std::panic::RefUnwindSafe;
use std::ptr;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};

use crate::primitives::{AtomicBool, AtomicU8, AtomicUsize, UnsafeCell};

/// `full` goes from false to true once, after the value was written, and back when it is taken.
struct Cell<T> {
    full: AtomicBool,
    value: UnsafeCell<MaybeUninit<T>>,
}

// SAFETY: by itself a cell moves its value from thread to thread; that `Slot` shares it too is said there.
unsafe impl<T: Send> Sync for Cell<T> {}

/// A value is written whole or not at all, so a panic leaves none that is half made.
impl<T: RefUnwindSafe> RefUnwindSafe for Cell<T> {}

impl<T> Cell<T> {
    #[inline]
    fn new() -> Self {
        Self { full: AtomicBool::new(false), value: UnsafeCell::new(MaybeUninit::uninit()) }
    }

    #[inline]
    fn is_full(&self) -> bool {
        self.full.load(Acquire)
    }

    /// # Safety
    ///
    /// The cell is empty, and nobody else writes to it.
    #[inline]
    unsafe fn write(&self, value: T) {
        // SAFETY: nobody else writes, and nobody reads before the cell is full.
        self.value.with_mut(|memory| unsafe { (*memory).write(value) });
        self.full.store(true, Release);
    }

    /// # Safety
    ///
    /// The cell is full, and stays so while the value is borrowed.
    #[inline]
    unsafe fn read(&self) -> &T {
        // SAFETY: it was written before the cell became full, and is not written again.
        self.value.with(|value| unsafe { (*value).assume_init_ref() })
    }

    /// # Safety
    ///
    /// The cell is full, and nobody else reads or takes the value.
    #[inline]
    unsafe fn take(&self) -> T {
        self.full.store(false, Relaxed);
        // SAFETY: it was written before the cell became full. As the cell is empty now, nobody drops it again.
        self.value.with(|value| unsafe { (*value).assume_init_read() })
    }
}

impl<T> Drop for Cell<T> {
    #[inline]
    fn drop(&mut self) {
        if self.is_full() {
            // SAFETY: it was written before the cell became full, and nobody else borrows the cell.
            self.value.with_mut(|value| unsafe { (*value).assume_init_drop() });
        }
    }
}

/// A value in the outer scope, written once by one branch and read by others afterwards.
///
/// It can be shared between threads when its value can be both sent and shared.
///
/// ```
/// let mut slot = dag_runtime::Slot::new();
/// let (writer, reader) = slot.split();
/// writer.set(String::from("a b"));
/// let words: Vec<&str> = reader.get().split(' ').collect();
/// assert_eq!(words, ["a", "b"]);
/// assert_eq!(slot.take(), "a b");
/// ```
pub struct Slot<T> {
    cell: Cell<T>,
    /// Readers on several threads share the value.
    shared: PhantomData<T>,
}

impl<T> Slot<T> {
    /// An empty slot.
    #[inline]
    pub fn new() -> Self {
        Self { cell: Cell::new(), shared: PhantomData }
    }

    /// Splits the slot into its one writer, and the slot itself for any number of readers. A value that is there
    /// already is dropped.
    #[inline]
    pub fn split(&mut self) -> (Writer<'_, T>, &Self) {
        self.clear();
        (Writer { slot: self }, self)
    }

    /// Drops the value, if there is one.
    #[inline]
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    /// The value.
    ///
    /// # Panics
    ///
    /// If the slot is empty.
    #[inline]
    #[track_caller]
    pub fn get(&self) -> &T {
        match self.peek() {
            Some(value) => value,
            None => empty(),
        }
    }

    /// The value, or `None` if it is not there yet.
    ///
    /// ```
    /// let mut slot = dag_runtime::Slot::new();
    /// let (writer, reader) = slot.split();
    /// assert_eq!(reader.peek(), None);
    /// writer.set(7);
    /// assert_eq!(reader.peek(), Some(&7));
    /// ```
    #[inline]
    pub fn peek(&self) -> Option<&T> {
        // SAFETY: it is full, and nobody takes the value while the slot is borrowed.
        self.cell.is_full().then(|| unsafe { self.cell.read() })
    }

    /// Takes the value.
    ///
    /// # Panics
    ///
    /// If the slot is empty.
    #[inline]
    #[track_caller]
    pub fn take(self) -> T {
        if !self.cell.is_full() {
            empty();
        }
        // SAFETY: it is full, and nobody borrows the slot.
        unsafe { self.cell.take() }
    }
}

/// Fills a [`Slot`], made by [`Slot::split`].
pub struct Writer<'s, T> {
    slot: &'s Slot<T>,
}

impl<'s, T> Writer<'s, T> {
    /// Sets the value of the slot, and lends it.
    #[inline]
    pub fn set(self, value: T) -> &'s T {
        // SAFETY: the slot was empty when it was split, and there is no other writer. It stays full while it is split.
        unsafe {
            self.slot.cell.write(value);
            self.slot.cell.read()
        }
    }
}

/// A value in the outer scope that one branch gives and another takes.
///
/// Other than a [`Slot`] it can be shared between threads as soon as its value can be sent.
///
/// ```
/// let mut handoff = dag_runtime::Handoff::new();
/// let (giver, taker) = handoff.split();
/// giver.give(String::from("cart"));
/// assert_eq!(taker.take(), "cart");
/// ```
pub struct Handoff<T> {
    cell: Cell<T>,
}

impl<T> Handoff<T> {
    /// An empty handoff.
    #[inline]
    pub fn new() -> Self {
        Self { cell: Cell::new() }
    }

    /// Splits the handoff into its two ends. A value that nobody took is dropped.
    #[inline]
    pub fn split(&mut self) -> (Giver<'_, T>, Taker<'_, T>) {
        *self = Self::new();
        (Giver { handoff: self }, Taker { handoff: self })
    }
}

/// Puts the value into a [`Handoff`], made by [`Handoff::split`].
pub struct Giver<'s, T> {
    handoff: &'s Handoff<T>,
}

impl<T> Giver<'_, T> {
    /// Hands the value over.
    #[inline]
    pub fn give(self, value: T) {
        // SAFETY: the handoff was empty when it was split, and there is no other giver.
        unsafe { self.handoff.cell.write(value) }
    }
}

/// Takes the value out of a [`Handoff`], made by [`Handoff::split`].
pub struct Taker<'s, T> {
    handoff: &'s Handoff<T>,
}

impl<T> Taker<'_, T> {
    /// Takes the value.
    ///
    /// # Panics
    ///
    /// If it was not handed over yet.
    #[inline]
    #[track_caller]
    pub fn take(self) -> T {
        if !self.handoff.cell.is_full() {
            nothing_given();
        }
        // SAFETY: it is full, and there is no other taker, and no reader.
        unsafe { self.handoff.cell.take() }
    }
}

/// A value in the outer scope that branches use in turn: some read it, some change it, one may take it. Their order is
/// for the branches to keep; whoever comes out of turn panics.
///
/// `S` is `T` if there are readers, who share the value between threads, else `()`: then it need only be sent.
///
/// ```
/// let turns = dag_runtime::Turns::<_, Vec<u32>>::of(vec![1]);
/// turns.lend_mut().push(2);
/// assert_eq!(*turns.lend(), [1, 2]);
/// assert_eq!(turns.take(), [1, 2]);
/// ```
pub struct Turns<T, S> {
    /// The number of readers, or [`ALONE`]. It goes up from zero, and down when a user is done: what one user did
    /// before (`Release`) is seen by the next (`Acquire`).
    users: AtomicUsize,
    value: UnsafeCell<Option<T>>,
    shared: PhantomData<S>,
}

/// Somebody changes the value, so that nobody else uses it.
const ALONE: usize = usize::MAX;

// SAFETY: only one user at a time has more than a shared borrow of the value. `Turns<T, ()>` cannot be read.
unsafe impl<T: Send, S: Sync> Sync for Turns<T, S> {}

/// A run that is given up after a panic looks at no value of its own again.
impl<T: RefUnwindSafe, S> RefUnwindSafe for Turns<T, S> {}

impl<T, S> Turns<T, S> {
    /// No value yet.
    #[inline]
    pub fn new() -> Self {
        Self { users: AtomicUsize::new(0), value: UnsafeCell::new(None), shared: PhantomData }
    }

    /// A value that is there already.
    #[inline]
    pub fn of(value: T) -> Self {
        Self { users: AtomicUsize::new(0), value: UnsafeCell::new(Some(value)), shared: PhantomData }
    }

    /// Puts the value there, for the first time or after it was taken.
    ///
    /// # Panics
    ///
    /// If somebody uses the value.
    #[inline]
    #[track_caller]
    pub fn put(&self, value: T) {
        *self.alone().value() = Some(value);
    }

    /// Takes the value.
    ///
    /// # Panics
    ///
    /// If it is not there, or somebody uses it.
    #[inline]
    #[track_caller]
    pub fn take(&self) -> T {
        match self.alone().value().take() {
            Some(value) => value,
            None => nothing_given(),
        }
    }

    /// Drops the value, if it is there.
    ///
    /// # Panics
    ///
    /// If somebody uses it.
    #[inline]
    #[track_caller]
    pub fn clear(&self) {
        *self.alone().value() = None;
    }

    /// Lends the value to somebody who changes it.
    ///
    /// # Panics
    ///
    /// If it is not there, or somebody uses it.
    #[inline]
    #[track_caller]
    pub fn lend_mut(&self) -> TurnMut<'_, T, S> {
        let mut alone = self.alone();
        if alone.value().is_none() {
            nothing_given();
        }
        alone
    }

    #[inline]
    #[track_caller]
    fn alone(&self) -> TurnMut<'_, T, S> {
        if self.users.compare_exchange(0, ALONE, Acquire, Relaxed).is_err() {
            out_of_turn();
        }
        TurnMut { turns: self }
    }
}

impl<T> Turns<T, T> {
    /// Lends the value to somebody who reads it.
    ///
    /// # Panics
    ///
    /// If it is not there, or somebody changes it.
    #[inline]
    #[track_caller]
    pub fn lend(&self) -> TurnRef<'_, T> {
        let one_more = |users: usize| users.checked_add(1).filter(|users| *users != ALONE);
        if self.users.fetch_update(Acquire, Relaxed, one_more).is_err() {
            out_of_turn();
        }
        let lent = TurnRef { turns: self };
        // SAFETY: nobody changes the value while somebody reads it.
        if self.value.with(|value| unsafe { (*value).is_none() }) {
            nothing_given();
        }
        lent
    }
}

/// The turn of somebody who reads, made by [`Turns::lend`].
pub struct TurnRef<'t, T> {
    turns: &'t Turns<T, T>,
}

impl<T> Deref for TurnRef<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: nobody changes the value while somebody reads it.
        let value = self.turns.value.with(|value| unsafe { (*value).as_ref() });
        value.unwrap_or_else(|| nothing_given())
    }
}

impl<T> Drop for TurnRef<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.turns.users.fetch_sub(1, Release);
    }
}

/// The turn of somebody who changes the value, made by [`Turns::lend_mut`].
pub struct TurnMut<'t, T, S> {
    turns: &'t Turns<T, S>,
}

impl<T, S> TurnMut<'_, T, S> {
    #[inline]
    fn value(&mut self) -> &mut Option<T> {
        // SAFETY: nobody else uses the value during this turn, which is borrowed.
        self.turns.value.with_mut(|value| unsafe { &mut *value })
    }
}

impl<T, S> Deref for TurnMut<'_, T, S> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: nobody else uses the value during this turn, which is borrowed.
        let value = self.turns.value.with(|value| unsafe { (*value).as_ref() });
        value.unwrap_or_else(|| nothing_given())
    }
}

impl<T, S> DerefMut for TurnMut<'_, T, S> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        self.value().as_mut().unwrap_or_else(|| nothing_given())
    }
}

impl<T, S> Drop for TurnMut<'_, T, S> {
    #[inline]
    fn drop(&mut self) {
        self.turns.users.store(0, Release);
    }
}

impl<T, S> Default for Turns<T, S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, S> Debug for Turns<T, S> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Turns").finish_non_exhaustive()
    }
}

impl<T, S> Debug for TurnMut<'_, T, S> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("TurnMut").finish_non_exhaustive()
    }
}

/// A `Vec` in the making: its values are written one by one, each once and in any order. Each can be borrowed as soon
/// as it is there, and so can the `Vec` when the last one is.
pub(crate) struct Row<T> {
    /// For each place, how far it is: `EMPTY` → `CLAIMED` → `FULL`.
    places: Box<[AtomicU8]>,
    /// The first place, in the memory of `whole`.
    first: *mut T,
    /// The number of places that are not full.
    missing: AtomicUsize,
    /// From false to true once, after `whole` was given its length.
    complete: AtomicBool,
    /// Without values, as far as it knows itself, until all are there.
    whole: UnsafeCell<Vec<T>>,
}

const EMPTY: u8 = 0;
const CLAIMED: u8 = 1;
const FULL: u8 = 2;

// SAFETY: `first` points into the row's own memory, so the row can be sent as its values can.
unsafe impl<T: Send> Send for Row<T> {}
// SAFETY: a shared row moves values into it, and lends them.
unsafe impl<T: Send + Sync> Sync for Row<T> {}

/// A value is written whole or not at all, so a panic leaves none that is half made.
impl<T: RefUnwindSafe> RefUnwindSafe for Row<T> {}

impl<T> Row<T> {
    /// Places for so many values.
    pub(crate) fn new(len: usize) -> Self {
        let mut whole = Vec::with_capacity(len);
        Self {
            places: (0..len).map(|_| AtomicU8::new(EMPTY)).collect(),
            first: whole.as_mut_ptr(),
            missing: AtomicUsize::new(len),
            complete: AtomicBool::new(len == 0),
            whole: UnsafeCell::new(whole),
        }
    }

    /// Writes a value.
    ///
    /// # Panics
    ///
    /// If there is no such place, or it is taken.
    pub(crate) fn set(&self, index: usize, value: T) {
        let claimed = self.places[index].compare_exchange(EMPTY, CLAIMED, Relaxed, Relaxed);
        assert!(claimed.is_ok(), "each value is written once");
        // SAFETY: the place is within the memory of `whole`, nobody else has claimed it, and nobody reads before it is
        // full.
        unsafe { self.first.add(index).write(value) };
        self.places[index].store(FULL, Release);
        // All writers take part in this, so the last has seen what the others wrote.
        if self.missing.fetch_sub(1, AcqRel) == 1 {
            // SAFETY: there are so many values. This is the last writer, and nobody looks at `whole` before it is
            // complete.
            self.whole.with_mut(|whole| unsafe { (*whole).set_len(self.places.len()) });
            self.complete.store(true, Release);
        }
    }

    /// A value, if it is there.
    pub(crate) fn get(&self, index: usize) -> Option<&T> {
        let full = self.places.get(index)?.load(Acquire) == FULL;
        // SAFETY: it was written before the place became full, and neither moves nor is written while the row is
        // borrowed.
        full.then(|| unsafe { &*self.first.add(index) })
    }

    /// All values, if they are there.
    pub(crate) fn whole(&self) -> Option<&Vec<T>> {
        // SAFETY: nothing is written to a complete row while it is borrowed.
        self.complete.load(Acquire).then(|| self.whole.with(|whole| unsafe { &*whole }))
    }

    /// All values, if they are there.
    pub(crate) fn into_vec(self) -> Option<Vec<T>> {
        // SAFETY: nobody borrows the row. With an empty `Vec` it has nothing left to drop.
        self.complete.load(Acquire).then(|| self.whole.with_mut(|whole| mem::take(unsafe { &mut *whole })))
    }
}

impl<T> Drop for Row<T> {
    fn drop(&mut self) {
        if self.complete.load(Acquire) {
            return;
        }
        for (index, place) in self.places.iter().enumerate() {
            if place.load(Acquire) == FULL {
                // SAFETY: it was written before the place became full, nobody borrows the row, and `whole` does not
                // know of it.
                unsafe { ptr::drop_in_place(self.first.add(index)) };
            }
        }
    }
}

macro_rules! opaque {
    ($($name:ident $(<$lifetime:lifetime>)?),*) => {$(
        impl<T> Debug for $name<$($lifetime,)? T> {
            fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
                formatter.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

opaque!(Slot, Writer<'_>, Handoff, Giver<'_>, Taker<'_>, TurnRef<'_>);

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Default for Handoff<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cold]
#[track_caller]
fn empty() -> ! {
    panic!("value read from a slot before it was set")
}

#[cold]
#[track_caller]
fn nothing_given() -> ! {
    panic!("value taken before it was handed over")
}

#[cold]
#[track_caller]
fn out_of_turn() -> ! {
    panic!("value used while it was the turn of somebody else")
}
