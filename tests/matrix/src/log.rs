//! The bodies of the second matrix's nodes, and a log of their calls.

use std::collections::BTreeMap;
use std::future::pending;
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};
use std::time::Duration;

use dagwright::Timeout;
use tokio::sync::Semaphore;
use tokio::task;
use tokio::time::{Instant, sleep};

/// The elements that some nodes run for.
pub const ELEMENTS: [u64; 3] = [1, 2, 3];

/// The value of a node.
#[derive(Debug)]
pub struct Parcel(pub u64);

/// The failure of a node.
#[derive(Debug, PartialEq, Eq)]
pub enum Fail {
    /// In the attempt of this number.
    Refused(usize),
    /// It was out of time.
    Late,
}

impl From<Timeout> for Fail {
    fn from(_: Timeout) -> Self {
        Self::Late
    }
}

/// The failure of a node, of a type that knows nothing of timeouts.
#[derive(Debug)]
pub struct Foreign(pub Fail);

impl From<Fail> for Foreign {
    fn from(fail: Fail) -> Self {
        Self(fail)
    }
}

/// A `Result` under another name.
pub type Fetched = Result<Parcel, Fail>;

/// The outcome of an attempt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// A value.
    Gives,
    /// A failure.
    Refuses,
    /// Nothing, for ever.
    Hangs,
}

/// The thread or task of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In the future that the runtime blocks on.
    Caller,
    /// In a task.
    Task,
    /// On another thread.
    Thread,
}

/// A call of the node.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call {
    /// In milliseconds since the log began.
    pub at: u64,
    /// The element, or 0.
    pub element: u64,
    /// The number of permits left.
    pub permits: usize,
    /// The thread or task it runs on.
    pub place: Place,
}

/// The calls of a node, and the script of their outcomes.
#[derive(Debug)]
pub struct Log {
    origin: Instant,
    thread: ThreadId,
    script: Vec<Act>,
    permits: Arc<Semaphore>,
    calls: Mutex<Vec<Call>>,
    attempts: Mutex<BTreeMap<u64, usize>>,
}

impl Log {
    /// The outcome of each attempt for the element 2, or for the only one; all other attempts end with a value.
    #[must_use]
    pub fn new(script: &[Act]) -> Self {
        Self {
            origin: Instant::now(),
            thread: thread::current().id(),
            script: script.to_vec(),
            permits: Arc::new(Semaphore::new(1)),
            calls: Mutex::default(),
            attempts: Mutex::default(),
        }
    }

    /// One permit.
    pub fn permits(&self) -> Arc<Semaphore> {
        Arc::clone(&self.permits)
    }

    /// The time since the log began.
    pub fn now(&self) -> u64 {
        u64::try_from(self.origin.elapsed().as_millis()).expect("it is soon over")
    }

    /// The calls so far.
    pub fn calls(&self) -> Vec<Call> {
        self.calls.lock().expect("no call panics").clone()
    }

    /// The body of an asynchronous node.
    pub async fn call(&self, element: u64) -> Result<Parcel, Fail> {
        let (attempt, act) = self.begin(element);
        if act == Act::Hangs {
            return pending().await;
        }
        sleep(Duration::from_millis(millis(element))).await;
        end(element, attempt, act)
    }

    /// The body of a node that does not wait.
    pub fn call_now(&self, element: u64) -> Result<Parcel, Fail> {
        let (attempt, act) = self.begin(element);
        end(element, attempt, act)
    }

    fn begin(&self, element: u64) -> (usize, Act) {
        let at = self.now();
        let place = if thread::current().id() != self.thread {
            Place::Thread
        } else if task::try_id().is_some() {
            Place::Task
        } else {
            Place::Caller
        };
        let call = Call { at, element, permits: self.permits.available_permits(), place };
        self.calls.lock().expect("no call panics").push(call);
        let mut attempts = self.attempts.lock().expect("no call panics");
        let attempt = attempts.entry(element).or_default();
        *attempt += 1;
        (*attempt, act(&self.script, element, *attempt))
    }
}

/// The outcome of an attempt; the first is number 1.
#[must_use]
pub fn act(script: &[Act], element: u64, attempt: usize) -> Act {
    let scripted = element == 0 || element == 2;
    script.get(attempt - 1).copied().filter(|_| scripted).unwrap_or(Act::Gives)
}

/// The duration of an attempt of an asynchronous node.
#[must_use]
pub fn millis(element: u64) -> u64 {
    10 + element
}

/// The content of the parcel that an attempt gives.
#[must_use]
pub fn content(element: u64, attempt: usize) -> u64 {
    100 * element + attempt as u64
}

fn end(element: u64, attempt: usize, act: Act) -> Result<Parcel, Fail> {
    if act == Act::Refuses { Err(Fail::Refused(attempt)) } else { Ok(Parcel(content(element, attempt))) }
}

/// A node that the others of the graph are.
pub async fn pause() {
    sleep(Duration::from_millis(1)).await;
}

/// A fallback.
#[must_use]
#[allow(clippy::needless_pass_by_value, reason = "fallbacks are given their error")]
pub fn instead_of_fail(error: Fail) -> Parcel {
    match error {
        Fail::Refused(attempt) => Parcel(9000 + attempt as u64),
        Fail::Late => Parcel(9900),
    }
}

/// A fallback.
#[must_use]
pub fn instead_of_timeout(_: Timeout) -> Parcel {
    Parcel(9900)
}
