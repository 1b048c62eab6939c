//! Blocking functions run on tokio's blocking pool while everything else goes on.

mod arguments;
mod ends;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use dagwright::dag;
use tokio::sync::oneshot;

use crate::support::{Log, Meeting, on_both_flavours, yields};

// heard (blocking)         `heard` blocks for a question of `asked`, which waits for the answer
// asked
#[dag]
mod conversation {
    use super::*;

    #[input]
    pub struct Input {
        pub question: mpsc::Sender<u32>,
        pub questions: mpsc::Receiver<u32>,
        pub answer: oneshot::Receiver<u32>,
        pub answers: oneshot::Sender<u32>,
    }

    #[node(blocking)]
    fn heard(questions: mpsc::Receiver<u32>, answers: oneshot::Sender<u32>) -> u32 {
        let number = questions.recv().unwrap();
        answers.send(number * 2).unwrap();
        number
    }
    async fn asked(question: mpsc::Sender<u32>, answer: oneshot::Receiver<u32>) -> u32 {
        yields(3).await;
        question.send(7).unwrap();
        answer.await.unwrap()
    }
}

#[test]
fn awaits_go_on_while_a_function_blocks() {
    on_both_flavours(async || {
        let (question, questions) = mpsc::channel();
        let (answers, answer) = oneshot::channel();
        let input = conversation::Input { question, questions, answer, answers };
        let output = conversation::Pipeline::run(input).await;
        assert_eq!((output.heard, output.asked), (7, 14));
    });
}

#[test]
fn a_run_with_blocking_nodes_may_be_a_task() {
    on_both_flavours(async || {
        let (question, questions) = mpsc::channel();
        let (answers, answer) = oneshot::channel();
        let input = conversation::Input { question, questions, answer, answers };
        let output = tokio::spawn(conversation::Pipeline::run(input)).await.unwrap();
        assert_eq!(output.asked, 14);
    });
}

// n0    n1    …    n9         all of them blocking: they meet
#[dag]
mod ten {
    use super::*;

    #[input]
    pub struct Input {
        pub meeting: Meeting,
    }

    #[node(blocking)]
    fn n0(meeting: &Meeting) {
        meeting.attend();
    }
    #[node(blocking)]
    fn n1(meeting: &Meeting) {
        meeting.attend();
    }
    #[node(blocking)]
    fn n2(meeting: &Meeting) {
        meeting.attend();
    }
    #[node(blocking)]
    fn n3(meeting: &Meeting) {
        meeting.attend();
    }
    #[node(blocking)]
    fn n4(meeting: &Meeting) {
        meeting.attend();
    }
    #[node(blocking)]
    fn n5(meeting: &Meeting) {
        meeting.attend();
    }
    #[node(blocking)]
    fn n6(meeting: &Meeting) {
        meeting.attend();
    }
    #[node(blocking)]
    fn n7(meeting: &Meeting) {
        meeting.attend();
    }
    #[node(blocking)]
    fn n8(meeting: &Meeting) {
        meeting.attend();
    }
    #[node(blocking)]
    fn n9(meeting: &Meeting) {
        meeting.attend();
    }
}

#[test]
fn ten_functions_block_at_once() {
    on_both_flavours(async || {
        ten::Pipeline::run(ten::Input { meeting: Meeting::new(10) }).await;
    });
}

// inline            `inline`, declared first, meets `blocks`: it would wait for ever if it were first
// blocks (blocking)
#[dag]
mod beside_inline {
    use super::*;

    #[input]
    pub struct Input {
        pub meeting: Meeting,
    }

    #[node]
    fn inline(meeting: &Meeting) {
        meeting.attend();
    }
    #[node(blocking)]
    fn blocks(meeting: &Meeting) {
        meeting.attend();
    }
}

#[test]
fn a_blocking_function_starts_before_an_inline_one() {
    on_both_flavours(async || {
        beside_inline::Pipeline::run(beside_inline::Input { meeting: Meeting::new(2) }).await;
    });
}

// inline
// blocks (blocking)
// waits
#[dag]
mod start_order {
    use super::*;

    #[input]
    pub struct Input {
        pub log: Arc<Log>,
    }

    #[node]
    fn inline(log: &Log) -> usize {
        log.inline("inline", log.starts().len())
    }
    #[node(blocking)]
    fn blocks() -> u32 {
        1
    }
    async fn waits(log: &Log) -> u32 {
        log.work("waits", 10, 2).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_inline_node_does_not_delay_the_start_of_an_asynchronous_one() {
    let log = Arc::new(Log::new());
    let output = start_order::Pipeline::run(start_order::Input { log: Arc::clone(&log) }).await;
    assert_eq!((output.inline, output.blocks, output.waits), (1, 1, 2));
    assert_eq!(log.starts(), ["waits", "inline"]);
}

// a (blocking) ─┬→ c (blocking)
//               └→ d (blocking)
// b (blocking) ─┘                     a and b meet, so do c and d
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input {
        pub above: Meeting,
        pub below: Meeting,
    }

    #[node(blocking)]
    fn a(above: &Meeting) -> String {
        above.attend();
        "a".into()
    }
    #[node(blocking)]
    fn b(above: &Meeting) -> String {
        above.attend();
        "b".into()
    }
    #[node(blocking)]
    fn c(a: &str, below: &Meeting) -> String {
        below.attend();
        format!("c{a}")
    }
    #[node(blocking)]
    fn d(a: &str, b: String, below: &Meeting) -> String {
        below.attend();
        format!("d{a}{b}")
    }
}

#[test]
fn blocking_functions_are_woven_like_other_nodes() {
    on_both_flavours(async || {
        let input = woven::Input { above: Meeting::new(2), below: Meeting::new(2) };
        let output = woven::Pipeline::run(input).await;
        assert_eq!((output.c.as_str(), output.d.as_str()), ("ca", "dab"));
    });
}

// seen (blocking)         `seen` says which span it is in
#[dag]
mod traced {
    #[node(blocking)]
    fn seen() -> Option<&'static str> {
        tracing::Span::current().metadata().map(|span| span.name())
    }
}

#[test]
fn the_current_span_is_current_inside() {
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry());
    on_both_flavours(async || {
        let run = tracing::Instrument::instrument(traced::Pipeline::run(), tracing::info_span!("request"));
        assert_eq!(run.await.seen, Some("request"));
        assert_eq!(traced::Pipeline::run().await.seen, None);
    });
}

// recorded (blocking, always)
// page (output)
#[dag]
mod always {
    use super::*;

    #[input]
    pub struct Input {
        pub calls: Arc<AtomicUsize>,
    }

    #[output]
    pub struct Output {
        pub page: u32,
    }

    #[node(blocking, always)]
    fn recorded(calls: &AtomicUsize) {
        calls.fetch_add(1, Ordering::SeqCst);
    }
    async fn page() -> u32 {
        1
    }
}

#[test]
fn a_blocking_node_that_always_runs_has_ended_with_the_run() {
    on_both_flavours(async || {
        let calls = Arc::new(AtomicUsize::new(0));
        let output = always::Pipeline::run(always::Input { calls: Arc::clone(&calls) }).await;
        assert_eq!((output.page, calls.load(Ordering::SeqCst)), (1, 1));
    });
}
