//! A node with options comes to the same end in every position of a plan.

#![allow(missing_docs, unreachable_pub, reason = "the generated pipelines are written as users write them")]
#![allow(deprecated, reason = "a failure that ends the run in any case is looked at, too, and dagwright warns of that")]

use std::fmt::Display;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use dagwright::{Timeout, dag};
use dagwright_matrix::log::{
    Act, Call, ELEMENTS, Fail, Fetched, Foreign, Log, Parcel, Place, act, content, instead_of_fail, instead_of_timeout,
    millis, pause,
};
use tokio::sync::Semaphore;
use tokio::time::timeout;

include!(concat!(env!("OUT_DIR"), "/options.rs"));

/// A module, and the facts about it.
pub struct Cell {
    position: &'static str,
    options: &'static [&'static str],
    /// All consumers take a failure as a value.
    handled: bool,
    /// The consumer that shows its argument takes a `Result`.
    result: bool,
    run: fn(Arc<Log>, bool) -> Run,
}

/// The value that the consumer has seen, or the error that ended the run.
type Run = Pin<Box<dyn Future<Output = Result<String, String>>>>;

/// Longer than any run, in virtual time: a run that waits for nothing ends here.
const FOREVER: Duration = Duration::from_secs(1000);

/// The expected end of a run, and its calls.
struct Expected {
    ending: Result<String, String>,
    /// The time at which a failure ends the node. Calls that would begin at that moment are left out.
    failure: Option<u64>,
    /// The time at which the node ends.
    end: u64,
    /// All times are counted from the first call.
    calls: Vec<Call>,
}

/// The attempts of one element.
struct Attempts {
    starts: Vec<u64>,
    millis: u64,
    /// The value as shown, or the error.
    outcome: Result<String, String>,
}

impl Cell {
    fn has(&self, option: &str) -> bool {
        self.options.contains(&option)
    }

    fn waits(&self) -> bool {
        !self.has("blocking") && !self.has("inline")
    }

    /// The scripts that are possible for the node.
    fn scripts(&self) -> Vec<Vec<Act>> {
        let refuses = self.has("result") || self.has("whole");
        // Nobody can stop a blocking call.
        let hangs = self.has("timeout") && self.waits();
        let all = [
            vec![],
            vec![Act::Refuses],
            vec![Act::Refuses; 3],
            vec![Act::Hangs],
            vec![Act::Hangs; 3],
            vec![Act::Refuses, Act::Hangs, Act::Refuses],
            vec![Act::Hangs, Act::Refuses, Act::Hangs],
        ];
        let possible = |script: &Vec<Act>| {
            (refuses || !script.contains(&Act::Refuses)) && (hangs || !script.contains(&Act::Hangs))
        };
        all.into_iter().filter(possible).collect()
    }

    /// A straightforward evaluation of the options, the same for every position.
    fn expected(&self, script: &[Act], on: bool) -> Expected {
        let skipped = self.has("when") && !on;
        if skipped {
            return Expected { ending: Ok(self.shown(None)), failure: None, end: 0, calls: Vec::new() };
        }
        let elements = if self.has("each") { &ELEMENTS[..] } else { &[0] };
        let at_once = if self.has("limit") || (self.has("each") && self.has("inline")) {
            1
        } else if self.has("bounded") {
            2
        } else {
            elements.len()
        };
        let mut free = vec![0; at_once];
        let (mut calls, mut values, mut failure) = (Vec::new(), Vec::new(), None);
        for &element in elements {
            free.sort_unstable();
            let attempts = self.attempts(script, element);
            calls.extend(attempts.starts.iter().map(|start| self.call(free[0] + start, element)));
            free[0] += attempts.millis;
            match attempts.outcome {
                Ok(value) => values.push(value),
                Err(error) => failure = Some((free[0], error)),
            }
        }
        calls.sort_by_key(|call| (call.at, call.element));
        let (ending, failure) = match failure {
            Some((at, error)) if self.handled => (Ok(format!("Err({error})")), Some(at)),
            Some((at, error)) if self.has("foreign") && error.starts_with("Timeout") => {
                (Err(format!("Timeout({error})")), Some(at))
            }
            Some((at, error)) => (Err(format!("X({error})")), Some(at)),
            None => (Ok(self.shown(Some(&values))), None),
        };
        calls.retain(|call| failure.is_none_or(|failure| call.at < failure));
        let end = failure.or(free.into_iter().max()).unwrap_or_default();
        Expected { ending, failure, end, calls }
    }

    fn attempts(&self, script: &[Act], element: u64) -> Attempts {
        let most = if self.has("retry") { 3 } else { 1 };
        let (mut starts, mut at, mut delay) = (Vec::new(), 0, 5);
        for attempt in 1.. {
            starts.push(at);
            let act = act(script, element, attempt);
            at += match act {
                Act::Hangs => 20,
                Act::Gives | Act::Refuses if self.waits() => millis(element),
                Act::Gives | Act::Refuses => 0,
            };
            let error = match act {
                Act::Gives => {
                    let parcel = format!("{:?}", Parcel(content(element, attempt)));
                    let value = if self.has("whole") { format!("Ok({parcel})") } else { parcel };
                    return Attempts { starts, millis: at, outcome: Ok(value) };
                }
                Act::Refuses => Fail::Refused(attempt),
                Act::Hangs => Fail::Late,
            };
            if attempt == most {
                return Attempts { starts, millis: at, outcome: self.failure(error) };
            }
            at += delay;
            delay *= 2;
        }
        unreachable!("there is a last attempt")
    }

    fn failure(&self, error: Fail) -> Result<String, String> {
        if self.has("whole") {
            Ok(format!("Err({error:?})"))
        } else if self.has("fallback") {
            Ok(format!("{:?}", instead_of_fail(error)))
        } else if self.has("foreign") && !matches!(error, Fail::Late) {
            Err(format!("{:?}", Foreign(error)))
        } else if self.has("result") && !self.has("foreign") {
            Err(format!("{error:?}"))
        } else {
            Err(format!("{:?}", Timeout::new("x", Duration::from_millis(20))))
        }
    }

    fn call(&self, at: u64, element: u64) -> Call {
        Call { at, element, permits: usize::from(!self.has("limit")), place: self.place().unwrap_or(Place::Caller) }
    }

    /// The thread or task of the node's call; `None` where it may share a task with others.
    fn place(&self) -> Option<Place> {
        if self.has("blocking") {
            Some(Place::Thread)
        } else if self.has("spawn") || (self.position == "line_of_module" && !self.has("inline")) {
            Some(Place::Task)
        } else {
            (!self.position.starts_with("line")).then_some(Place::Caller)
        }
    }

    /// The consumer's text for the values of all elements, or of none.
    fn shown(&self, values: Option<&[String]>) -> String {
        let value = values.map(|values| match values {
            [value] if !self.has("each") => value.clone(),
            values => format!("[{}]", values.join(", ")),
        });
        let value = match value {
            None => "None".to_owned(),
            Some(value) if self.has("when") => format!("Some({value})"),
            Some(value) => value,
        };
        if self.result { format!("Ok({value})") } else { value }
    }

    /// The mistakes in a run.
    async fn mistakes(&self, script: &[Act], on: bool) -> Vec<String> {
        let Self { options, position, result, handled, .. } = self;
        let here = |what: &dyn Display| {
            format!("{options:?} in {position}, result {result}, handled {handled}, {script:?}, {on}: {what}")
        };
        let log = Arc::new(Log::new(script));
        let Ok(ending) = timeout(FOREVER, (self.run)(Arc::clone(&log), on)).await else {
            return vec![here(&"the run does not end")];
        };
        let expected = self.expected(script, on);
        let mut mistakes = Vec::new();
        if ending != expected.ending {
            mistakes.push(here(&format_args!("it comes to {ending:?}, not {:?}", expected.ending)));
        }
        let begin = log.calls().first().map_or(0, |call| call.at);
        // The other nodes of the graph are over by then.
        if expected.end > 2 && log.now() - begin != expected.end {
            mistakes.push(here(&format_args!("it takes {} ms, not {}", log.now() - begin, expected.end)));
        }
        let calls = self.counted(log.calls(), expected.failure);
        if calls != expected.calls {
            mistakes.push(here(&format_args!("the calls are {calls:?}, not {:?}", expected.calls)));
        }
        if log.permits().available_permits() != 1 {
            mistakes.push(here(&"a permit is lost"));
        }
        mistakes
    }

    /// The calls before a failure, in order.
    fn counted(&self, mut calls: Vec<Call>, failure: Option<u64>) -> Vec<Call> {
        let first = calls.iter().map(|call| call.at).min().unwrap_or_default();
        for call in &mut calls {
            call.at -= first;
            if self.place().is_none() {
                call.place = Place::Caller;
            }
        }
        calls.retain(|call| failure.is_none_or(|failure| call.at < failure));
        calls.sort_by_key(|call| (call.at, call.element));
        calls
    }
}

/// Checks all nodes in a position, with everything that their attempts may come to.
async fn assert_position(position: &str) {
    let cells: Vec<_> = CELLS.iter().filter(|cell| cell.position == position).collect();
    assert!(!cells.is_empty(), "nothing is {position}");
    let mut mistakes = Vec::new();
    for cell in cells {
        for script in cell.scripts() {
            mistakes.extend(cell.mistakes(&script, true).await);
        }
        if cell.has("when") {
            mistakes.extend(cell.mistakes(&[], false).await);
        }
    }
    assert!(mistakes.is_empty(), "{} mistakes\n{}", mistakes.len(), mistakes.join("\n"));
}

// x → (output)
#[tokio::test(start_paused = true)]
async fn a_node_that_is_all_there_is_runs_as_its_options_say() {
    assert_position("only").await;
}

// a → x → seen
#[tokio::test(start_paused = true)]
async fn a_node_in_a_sequence_runs_as_its_options_say() {
    assert_position("sequence").await;
}

// a → ... many ... → x → seen
#[tokio::test(start_paused = true)]
async fn a_node_in_a_sequence_too_long_for_one_coroutine_runs_as_its_options_say() {
    assert_position("inner").await;
}

// a ─┬→ x ─┬→ seen
//    └→ b ─┘
#[tokio::test(start_paused = true)]
async fn a_node_alone_in_a_branch_runs_as_its_options_say() {
    assert_position("branch").await;
}

// x → seen
// a
#[tokio::test(start_paused = true)]
async fn the_first_node_of_a_branch_runs_as_its_options_say() {
    assert_position("first_of_branch").await;
}

// a → x ─┬→ seen
// b ─────┘
#[tokio::test(start_paused = true)]
async fn the_last_node_of_a_branch_runs_as_its_options_say() {
    assert_position("last_of_branch").await;
}

// x ─┬→ seen
//    └→ b
// a ─→ b
#[tokio::test(start_paused = true)]
async fn the_first_node_of_a_lane_runs_as_its_options_say() {
    assert_position("first_of_lane").await;
}

// a ─┬→ x → seen
//    └→ c
// b ─→ c
#[tokio::test(start_paused = true)]
async fn a_node_in_the_middle_of_a_lane_runs_as_its_options_say() {
    assert_position("middle_of_lane").await;
}

// a ─┬→ x ─┬→ seen
//    └→ c ─┘
// b ─→ c
#[tokio::test(start_paused = true)]
async fn the_last_node_of_a_lane_runs_as_its_options_say() {
    assert_position("last_of_lane").await;
}

// a ─┬→ c ─┬→ seen
//    └→ x ─┘
// b ─→ x
#[tokio::test(start_paused = true)]
async fn a_node_behind_a_joint_runs_as_its_options_say() {
    assert_position("behind_joint").await;
}

// a → x → seen (the module spawns)
// b
#[tokio::test(start_paused = true)]
async fn a_node_in_a_line_that_the_module_spawns_runs_as_its_options_say() {
    assert_position("line_of_module").await;
}

// a (spawned) → x → seen (spawned)
// b
#[tokio::test(start_paused = true)]
async fn a_node_between_spawned_ones_runs_as_its_options_say() {
    assert_position("line_of_nodes").await;
}
