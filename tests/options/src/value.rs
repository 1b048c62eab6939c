//! The values that nodes hand on. Their content can be told from a number, the digest.

use std::sync::Arc;
use std::sync::atomic::{AtomicIsize, Ordering};

use dagwright::Timeout;

/// The failure of a node.
#[derive(Clone, Debug)]
pub enum Fail {
    /// The node of this number refused.
    Refused(usize),
    /// It was out of time.
    Late,
}

impl From<Timeout> for Fail {
    fn from(_: Timeout) -> Self {
        Self::Late
    }
}

/// A value that is counted while it lives.
#[derive(Debug)]
pub struct Tracked {
    number: u64,
    living: Arc<AtomicIsize>,
}

impl Tracked {
    fn new(number: u64, living: &Arc<AtomicIsize>) -> Self {
        living.fetch_add(1, Ordering::SeqCst);
        Self { number, living: Arc::clone(living) }
    }
}

impl Clone for Tracked {
    fn clone(&self) -> Self {
        Self::new(self.number, &self.living)
    }
}

impl Drop for Tracked {
    fn drop(&mut self) {
        self.living.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The values that nodes return.
pub trait Make {
    /// The value whose digest is `number`, as far as the type has room for it.
    fn make(number: u64, living: &Arc<AtomicIsize>) -> Self;
}

impl Make for u64 {
    fn make(number: u64, _: &Arc<AtomicIsize>) -> Self {
        number
    }
}

impl Make for bool {
    fn make(number: u64, _: &Arc<AtomicIsize>) -> Self {
        number % 2 == 1
    }
}

impl Make for String {
    fn make(number: u64, _: &Arc<AtomicIsize>) -> Self {
        number.to_string()
    }
}

impl Make for Tracked {
    fn make(number: u64, living: &Arc<AtomicIsize>) -> Self {
        Self::new(number, living)
    }
}

/// Values that a number can tell apart.
pub trait Digest {
    /// The number.
    fn digest(&self) -> u64;
}

/// The number that tells a value.
pub fn digest<T: Digest + ?Sized>(value: &T) -> u64 {
    value.digest()
}

/// A number out of others; no two orders of them give the same.
///
/// ```
/// use dagwright_random_options::mix;
/// assert_ne!(mix(1, &[2, 3]), mix(1, &[3, 2]));
/// ```
pub fn mix(first: usize, others: &[u64]) -> u64 {
    let step = |value: u64, other: &u64| (value.rotate_left(7) ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    others.iter().fold(first as u64 + 1, step)
}

impl Digest for u64 {
    fn digest(&self) -> u64 {
        *self
    }
}

impl Digest for bool {
    fn digest(&self) -> u64 {
        u64::from(*self)
    }
}

impl Digest for str {
    fn digest(&self) -> u64 {
        self.parse().expect("texts are numbers")
    }
}

impl Digest for String {
    fn digest(&self) -> u64 {
        self.as_str().digest()
    }
}

impl Digest for Tracked {
    fn digest(&self) -> u64 {
        self.number
    }
}

impl Digest for Fail {
    fn digest(&self) -> u64 {
        match self {
            Self::Refused(node) => mix(1000, &[*node as u64]),
            Self::Late => mix(1001, &[]),
        }
    }
}

impl Digest for Timeout {
    fn digest(&self) -> u64 {
        Fail::Late.digest()
    }
}

impl<T: Digest> Digest for [T] {
    fn digest(&self) -> u64 {
        mix(1002, &self.iter().map(T::digest).collect::<Vec<_>>())
    }
}

impl<T: Digest> Digest for Vec<T> {
    fn digest(&self) -> u64 {
        self.as_slice().digest()
    }
}

impl<T: Digest + ?Sized> Digest for &T {
    fn digest(&self) -> u64 {
        (**self).digest()
    }
}

impl<T: Digest> Digest for &mut T {
    fn digest(&self) -> u64 {
        (**self).digest()
    }
}

impl<T: Digest> Digest for Option<T> {
    fn digest(&self) -> u64 {
        self.as_ref().map_or(mix(1003, &[]), |value| mix(1003, &[value.digest()]))
    }
}

impl<T: Digest, E: Digest> Digest for Result<T, E> {
    fn digest(&self) -> u64 {
        self.as_ref().map_or_else(|error| mix(1004, &[error.digest()]), |value| mix(1005, &[value.digest()]))
    }
}
