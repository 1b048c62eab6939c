//! Cells whose value one branch writes and others read or take: the only file with unsafe code.
//!
//! The reason for its soundness: a cell is written through the one [`Writer`] or [`Giver`] of a borrow that excludes
//! all others, and writing consumes it, so nobody writes twice. Every reader and taker checks first that the cell is
//! full; that `Acquire` load sees all that the writer did before its `Release` store. So nobody reads before the value
//! is there, and nobody writes afterwards. The value that a reader borrows does not move: a [`Slot`] has readers and no
//! taker, a [`Handoff`] one taker, consumed by taking, and no readers.

use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::panic::RefUnwindSafe;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use crate::primitives::{AtomicBool, UnsafeCell};

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

macro_rules! opaque {
    ($($name:ident $(<$lifetime:lifetime>)?),*) => {$(
        impl<T> Debug for $name<$($lifetime,)? T> {
            fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
                formatter.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

opaque!(Slot, Writer<'_>, Handoff, Giver<'_>, Taker<'_>);

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
