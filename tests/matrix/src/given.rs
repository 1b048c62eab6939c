//! Types that nodes give and ask for.

use std::fmt::Debug;
use std::ops::Deref;
use std::sync::Arc;

/// A type of the user's own.
#[derive(Debug)]
pub struct Plain(pub u8);

/// A trait of the user's own.
pub trait Shape: Debug + Send + Sync {}

impl Shape for Plain {}

/// A type of the user's own that leads to another.
#[derive(Debug)]
pub struct Own(pub Vec<u8>);

impl Deref for Own {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

/// Another name of an owner.
pub type Name = String;
/// Another name of an owner.
pub type Bytes = Vec<u8>;
/// Another name of a pointer.
pub type Shared = Arc<Plain>;
/// Another name of a reference.
pub type Label = &'static str;
/// Another name of an array.
pub type Three = [u8; 3];
/// Another name of the target of owners.
pub type Text = str;
/// Another name of the target of owners.
pub type Slice = [u8];

/// The failure of a node.
#[derive(Debug)]
pub struct Refused;

/// A trait of the user's own with a type in it.
pub trait Store {
    /// The type of a key.
    type Key: Debug;

    /// A key.
    fn key(&self) -> Self::Key;
}

/// A trait of the user's own that has the type from another.
pub trait Shop: Store {}

/// A store of the user's own.
#[derive(Clone, Debug)]
pub struct Shelf;

impl Store for Shelf {
    type Key = String;

    fn key(&self) -> String {
        "key".to_owned()
    }
}

impl Shop for Shelf {}

/// A type with constants.
#[derive(Debug)]
pub struct Grid<const R: usize, const C: usize>(pub [[u8; C]; R]);

impl<const R: usize, const C: usize> Grid<R, C> {
    /// Rows for columns.
    #[must_use]
    pub fn transposed(&self) -> Grid<C, R> {
        Grid(std::array::from_fn(|column| std::array::from_fn(|row| self.0[row][column])))
    }
}

/// A value in place of a failure that does not happen.
///
/// # Panics
///
/// Always.
#[must_use]
pub fn instead<T>(_: Refused) -> T {
    unreachable!("nothing is refused")
}

/// A value that is never dropped.
#[must_use]
pub fn leaked<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
