//! Nodes whose value is the whole `Result`, with time limits and further attempts.

use std::sync::Arc;

use dagwright::{Timeout, dag};

use crate::support::{Diary, Flaky, Refused};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Broken {
    Late(Timeout),
    Refused(usize),
}

impl From<Timeout> for Broken {
    fn from(timeout: Timeout) -> Self {
        Self::Late(timeout)
    }
}

type Fetched<T> = Result<T, Broken>;

// quote (30 ms at most) ─┬→ shown
//                        └→ worth ─→ (output)
#[dag]
mod late {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub diary: &'a Diary,
        pub takes: u64,
    }

    #[node(infallible, timeout = "30ms")]
    async fn quote(diary: &Diary, takes: u64) -> Result<u32, Broken> {
        diary.work("quote", takes).await;
        Ok(7)
    }
    #[node]
    fn shown(quote: &Result<u32, Broken>) -> String {
        format!("{:?}", quote.map_err(|error| matches!(error, Broken::Late(_))))
    }
    #[node]
    fn worth(quote: Result<u32, Broken>) -> u32 {
        quote.unwrap_or(0)
    }
}

#[tokio::test(start_paused = true)]
async fn a_timeout_is_a_part_of_the_value() {
    let diary = Diary::new();
    let output = late::Pipeline::run(late::Input { diary: &diary, takes: 40 }).await;
    assert_eq!((output.shown.as_str(), output.worth), ("Err(true)", 0));
    assert_eq!(diary.lines(), ["0 quote starts", "30 quote is dropped"]);
    let output = late::Pipeline::run(late::Input { diary: &diary, takes: 10 }).await;
    assert_eq!((output.shown.as_str(), output.worth), ("Ok(7)", 7));
}

// items ─→ quotes (each, 20 ms at most, tried again) ─→ (output)
#[dag]
mod elements {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<u64>,
        pub diary: &'a Diary,
    }

    #[output]
    pub struct Output {
        pub quotes: Vec<Result<u64, Broken>>,
    }

    #[node(infallible, timeout = "20ms", retry(attempts = 2, backoff = "5ms"))]
    async fn quotes(#[each(items)] item: &u64, diary: &Diary) -> Result<u64, Broken> {
        diary.work(item, *item).await;
        if *item == 3 { Err(Broken::Refused(3)) } else { Ok(*item) }
    }
}

#[tokio::test(start_paused = true)]
async fn each_element_has_an_outcome_of_its_own() {
    let diary = Diary::new();
    let run = elements::Pipeline::run(elements::Input { items: vec![10, 3, 40, 15], diary: &diary });
    let [first, Err(Broken::Refused(3)), Err(Broken::Late(_)), last] = run.await.quotes[..] else { panic!() };
    assert_eq!((first, last), (Ok(10), Ok(15)));
    assert_eq!((diary.times("3 starts"), diary.times("40 starts")), (vec![0, 8], vec![0, 25]));
    assert_eq!(diary.times("40 is dropped"), [20, 45]);
}

// tried (three attempts) ─→ (output)
#[dag]
mod attempts {
    use super::*;

    #[input]
    pub struct Input {
        pub flaky: Flaky,
    }

    #[node(infallible, retry(attempts = 3, backoff = "1ms"))]
    async fn tried(flaky: &Flaky) -> Result<usize, Refused> {
        flaky.call()
    }
}

#[tokio::test(start_paused = true)]
async fn the_last_failure_of_several_attempts_is_the_value() {
    let diary = Arc::new(Diary::new());
    let run = async |fails| attempts::Pipeline::run(attempts::Input { flaky: Flaky::new(&diary, fails) }).await.tried;
    assert_eq!(run(2).await, Ok(3));
    assert_eq!(run(9).await, Err(Refused(3)));
}

// on ─→ quote (when on, 20 ms at most) ─→ shown       by another name
#[dag]
mod conditional {
    use super::*;

    #[input]
    pub struct Input {
        pub on: bool,
    }

    #[node(infallible, when = on, timeout = "20ms")]
    async fn quote() -> Fetched<u32> {
        std::future::pending().await
    }
    #[node]
    fn shown(quote: Option<&Fetched<u32>>) -> &'static str {
        match quote {
            None => "skipped",
            Some(Ok(_)) => "in time",
            Some(Err(_)) => "late",
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_that_is_skipped_has_no_outcome() {
    assert_eq!(conditional::Pipeline::run(conditional::Input { on: true }).await.shown, "late");
    assert_eq!(conditional::Pipeline::run(conditional::Input { on: false }).await.shown, "skipped");
}
