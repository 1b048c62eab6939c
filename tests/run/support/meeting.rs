//! A barrier that fails instead of blocking for ever.

use std::sync::{Condvar, Mutex};
use std::time::Duration;

/// The time to wait for the others before the test has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// A meeting of `size` threads, each blocked until the last one is there: so all of them are at work at once.
pub struct Meeting {
    size: usize,
    present: Mutex<usize>,
    complete: Condvar,
}

impl Meeting {
    pub fn new(size: usize) -> Self {
        Self { size, present: Mutex::new(0), complete: Condvar::new() }
    }

    #[track_caller]
    pub fn attend(&self) {
        let mut present = self.present.lock().unwrap();
        *present += 1;
        self.complete.notify_all();
        let missing = |present: &mut usize| *present < self.size;
        let (present, wait) = self.complete.wait_timeout_while(present, PATIENCE, missing).unwrap();
        let present = *present;
        assert!(!wait.timed_out(), "{present} of {} came", self.size);
    }
}
