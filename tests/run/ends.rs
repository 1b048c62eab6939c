//! Values whose end may mean something live as long as the run, and end in reverse order of their nodes.

mod free;
mod guarded;
mod order;
mod taken;

use std::sync::{Arc, Mutex};

/// A value whose end is noticed.
#[derive(Debug)]
pub struct Guard {
    name: &'static str,
    ends: Ends,
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.ends.0.lock().unwrap().push(self.name);
    }
}

/// The guards that have ended, in that order.
#[derive(Clone, Debug, Default)]
pub struct Ends(Arc<Mutex<Vec<&'static str>>>);

impl Ends {
    pub fn guard(&self, name: &'static str) -> Guard {
        Guard { name, ends: self.clone() }
    }

    pub fn so_far(&self) -> Vec<&'static str> {
        self.0.lock().unwrap().clone()
    }

    #[track_caller]
    pub fn assert(&self, expected: &str) {
        assert_eq!(self.so_far().join(" "), expected);
    }
}
