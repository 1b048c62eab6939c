//! A diary in virtual time, for events that happen more than once.

use std::fmt::Display;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// Notes with their time, in milliseconds of tokio's clock.
pub struct Diary {
    origin: Instant,
    lines: Mutex<Vec<String>>,
}

impl Diary {
    pub fn new() -> Self {
        Self { origin: Instant::now(), lines: Mutex::new(Vec::new()) }
    }

    pub fn note(&self, what: impl Display) {
        let millis = self.origin.elapsed().as_millis();
        self.lines.lock().unwrap().push(format!("{millis} {what}"));
    }

    /// A body that takes `millis`: notes its start, and its end or that it was dropped before.
    pub async fn work(&self, what: impl Display, millis: u64) {
        self.note(format_args!("{what} starts"));
        let mut body = Body { diary: self, what: what.to_string(), ends: false };
        if millis > 0 {
            sleep(Duration::from_millis(millis)).await;
        }
        body.ends = true;
    }

    /// Everything noted so far: `"30 quote starts"` and the like.
    pub fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    /// The times of the notes that say just `what`.
    pub fn times(&self, what: &str) -> Vec<u64> {
        let lines = self.lines();
        let notes = lines.iter().filter_map(|line| line.split_once(' '));
        notes.filter(|(_, note)| *note == what).map(|(millis, _)| millis.parse().unwrap()).collect()
    }
}

struct Body<'a> {
    diary: &'a Diary,
    what: String,
    ends: bool,
}

impl Drop for Body<'_> {
    fn drop(&mut self) {
        let fate = if self.ends { "ends" } else { "is dropped" };
        self.diary.note(format_args!("{} {fate}", self.what));
    }
}
