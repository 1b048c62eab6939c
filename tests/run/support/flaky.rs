//! Something that fails before it succeeds.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::Diary;

/// Fails the first so many times, and notes each call in a diary.
pub struct Flaky {
    fails: usize,
    calls: AtomicUsize,
    diary: Arc<Diary>,
}

/// The call of this number failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Refused(pub usize);

impl Flaky {
    pub fn new(diary: &Arc<Diary>, fails: usize) -> Self {
        Self { fails, calls: AtomicUsize::new(0), diary: Arc::clone(diary) }
    }

    /// The number of this call, counted from one.
    pub fn call(&self) -> Result<usize, Refused> {
        let call = self.calls.fetch_add(1, SeqCst) + 1;
        self.diary.note(format_args!("call {call}"));
        if call > self.fails { Ok(call) } else { Err(Refused(call)) }
    }

    pub fn calls(&self) -> usize {
        self.calls.load(SeqCst)
    }
}
