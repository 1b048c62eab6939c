//! A gauge of the calls inside at once.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// Counts the calls that are inside now, the most that were inside at once, and all that came in.
#[derive(Default)]
pub struct Gauge {
    inside: AtomicUsize,
    most: AtomicUsize,
    total: AtomicUsize,
}

/// A call that is inside until this is dropped.
pub struct Inside<'a>(&'a Gauge);

impl Gauge {
    pub fn enter(&self) -> Inside<'_> {
        let inside = self.inside.fetch_add(1, SeqCst) + 1;
        self.most.fetch_max(inside, SeqCst);
        self.total.fetch_add(1, SeqCst);
        Inside(self)
    }

    pub fn inside(&self) -> usize {
        self.inside.load(SeqCst)
    }

    pub fn most(&self) -> usize {
        self.most.load(SeqCst)
    }

    pub fn total(&self) -> usize {
        self.total.load(SeqCst)
    }
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        self.0.inside.fetch_sub(1, SeqCst);
    }
}
