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
/// Another name of the target of owners.
pub type Text = str;
/// Another name of the target of owners.
pub type Slice = [u8];

/// The failure of a node.
#[derive(Debug)]
pub struct Refused;
