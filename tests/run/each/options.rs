//! The other options, for each element.

use std::sync::atomic::{AtomicUsize, Ordering};

use dagwright::{Timeout, dag};
use tokio::sync::Semaphore;

use crate::support::{Diary, Gauge, Refused, yields};

// items ─→ fetched (each, retry)
#[dag]
mod retry {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<String>,
        pub diary: &'a Diary,
        pub calls: [AtomicUsize; 3],
    }

    #[node(retry(attempts = 3, backoff = "10ms"))]
    async fn fetched(
        #[clone]
        #[each(items)]
        item: String,
        diary: &Diary,
        calls: &[AtomicUsize; 3],
    ) -> Result<String, Refused> {
        let number: usize = item.parse().unwrap();
        let call = calls[number].fetch_add(1, Ordering::SeqCst);
        diary.note(format_args!("{item} call {call}"));
        if call < number { Err(Refused(number)) } else { Ok(item) }
    }
}

#[tokio::test(start_paused = true)]
async fn each_element_has_attempts_of_its_own() {
    let diary = Diary::new();
    let calls = [(); 3].map(|()| AtomicUsize::new(0));
    let items = ["2", "0", "1"].map(String::from).to_vec();
    let output = retry::Pipeline::run(retry::Input { items, diary: &diary, calls }).await.unwrap();
    assert_eq!(output.fetched, ["2", "0", "1"]);
    assert_eq!(diary.lines(), ["0 2 call 0", "0 0 call 0", "0 1 call 0", "10 2 call 1", "10 1 call 1", "30 2 call 2"]);
}

// items ─→ waited (each, 20 ms at most) ─→ shown
#[dag]
mod timeout {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<u64>,
        pub diary: &'a Diary,
    }

    #[node(timeout = "20ms", concurrency = 2)]
    async fn waited(#[each(items)] item: &u64, diary: &Diary) -> u64 {
        diary.work(item, *item).await;
        *item
    }
    async fn shown(waited: Result<&Vec<u64>, &Timeout>) -> String {
        format!("{waited:?}")
    }
}

#[tokio::test(start_paused = true)]
async fn each_element_has_its_own_time() {
    let diary = Diary::new();
    let run = |items| timeout::Pipeline::run(timeout::Input { items, diary: &diary });
    assert_eq!(run(vec![15; 6]).await.shown, format!("Ok({:?})", [15; 6]));
    assert_eq!(run(vec![5, 25]).await.shown, "Err(Timeout { node: \"waited\", limit: 20ms })");
}

// items ─→ priced (each, fallback)
#[dag]
mod fallback {
    use super::*;

    #[input]
    pub struct Input {
        pub items: Vec<usize>,
    }

    fn instead(Refused(item): Refused) -> String {
        format!("no {item}")
    }

    #[node(fallback = instead)]
    async fn priced(#[each(items)] item: &usize) -> Result<String, Refused> {
        if item.is_multiple_of(2) { Ok(item.to_string()) } else { Err(Refused(*item)) }
    }
}

#[tokio::test]
async fn each_element_falls_back_on_its_own() {
    let output: fallback::Output = fallback::Pipeline::run(fallback::Input { items: vec![0, 1, 2, 3] }).await;
    assert_eq!(output.priced, ["0", "no 1", "2", "no 3"]);
}

// items ─→ queried (each, limited)
#[dag]
mod limit {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: &'a [u64],
        pub permits: &'a Semaphore,
        pub gauge: &'a Gauge,
    }

    #[node(limit = permits)]
    async fn queried(#[each(items)] item: &u64, gauge: &Gauge) -> u64 {
        let _inside = gauge.enter();
        tokio::time::sleep(std::time::Duration::from_millis(*item)).await;
        gauge.inside() as u64
    }
}

#[tokio::test(start_paused = true)]
async fn each_element_needs_a_permit_across_runs() {
    let (permits, gauge) = (Semaphore::new(4), Gauge::default());
    let run = || limit::Pipeline::run(limit::Input { items: &[10; 25], permits: &permits, gauge: &gauge });
    let start = tokio::time::Instant::now();
    let (left, right) = futures::join!(run(), run());
    assert!(left.queried.iter().chain(&right.queried).all(|inside| *inside <= 4));
    assert_eq!((gauge.most(), gauge.total(), permits.available_permits()), (4, 50, 4));
    assert_eq!(start.elapsed().as_millis(), 130);
}

// items ─┬→ badges (each, when enabled) ─→ page
//        └→ count
#[dag]
mod when {
    use super::*;

    #[input]
    pub struct Input {
        pub items: Vec<String>,
        pub enabled: bool,
    }

    #[node(when = enabled)]
    async fn badges(#[each(items)] item: &str) -> usize {
        yields(1).await;
        item.len()
    }
    async fn page(badges: Option<&Vec<usize>>, items: &[String]) -> String {
        format!("{} {badges:?}", items.len())
    }
}

#[tokio::test]
async fn the_condition_is_that_of_all_elements() {
    let run = |enabled| when::Pipeline::run(when::Input { items: vec!["a".into(), "bc".into()], enabled });
    assert_eq!(run(true).await.page, "2 Some([1, 2])");
    assert_eq!(run(false).await.page, "2 None");
}
