//! Followers with other arguments, which come before, while and after the elements do.

use dagwright::dag;

use crate::support::Diary;

// items ─→ loaded (each) ─→ rated (each, with rate) ─→ shown (each, with title, which needs all of loaded)
#[dag]
mod waiting {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<u64>,
        pub rate_after: u64,
        pub diary: &'a Diary,
    }

    async fn loaded(#[each(items)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("load {item}"), *item).await;
        *item
    }
    async fn rate(rate_after: u64, diary: &Diary) -> u64 {
        diary.work("rate", rate_after).await;
        2
    }
    async fn rated(#[each(loaded)] item: &u64, rate: u64, diary: &Diary) -> u64 {
        diary.work(format_args!("rate {item}"), 10).await;
        item * rate
    }
    async fn title(loaded: &[u64], diary: &Diary) -> String {
        diary.work("title", 5).await;
        loaded.len().to_string()
    }
    async fn shown(#[each(rated)] item: &u64, title: &str, diary: &Diary) -> String {
        diary.note(format_args!("show {item}"));
        format!("{item} of {title}")
    }
}

async fn run(rate_after: u64, diary: &Diary) -> Vec<String> {
    waiting::Pipeline::run(waiting::Input { items: vec![30, 20, 40], rate_after, diary }).await.shown
}

#[tokio::test(start_paused = true)]
async fn an_argument_that_is_there_delays_nothing() {
    let diary = Diary::new();
    assert_eq!(run(7, &diary).await, ["60 of 3", "40 of 3", "80 of 3"]);
    assert_eq!(
        ["rate 20 starts", "rate 30 starts", "rate 40 starts"].map(|start| diary.times(start)),
        [[20], [30], [40]]
    );
    assert_eq!(["show 40", "show 60", "show 80"].map(|start| diary.times(start)), [[45], [45], [50]]);
}

#[tokio::test(start_paused = true)]
async fn elements_wait_for_an_argument_that_is_late() {
    let diary = Diary::new();
    run(33, &diary).await;
    assert_eq!(
        ["rate 20 starts", "rate 30 starts", "rate 40 starts"].map(|start| diary.times(start)),
        [[33], [33], [40]]
    );
}

#[tokio::test(start_paused = true)]
async fn an_argument_may_come_after_all_elements() {
    let diary = Diary::new();
    run(90, &diary).await;
    let starts: Vec<String> =
        diary.lines().into_iter().filter(|line| line.starts_with("90 rate") && line.ends_with("starts")).collect();
    assert_eq!(starts, ["90 rate 30 starts", "90 rate 20 starts", "90 rate 40 starts"]);
    assert_eq!(diary.times("show 80"), [100]);
}

// items ─→ loaded (each) ─→ best ─→ compared (each of loaded, with best) ─→ noted (each)
#[dag]
mod needs_all {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<u64>,
        pub diary: &'a Diary,
    }

    async fn loaded(#[each(items)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("load {item}"), *item).await;
        *item
    }
    async fn best(loaded: &[u64], diary: &Diary) -> u64 {
        diary.work("best", 5).await;
        *loaded.iter().max().unwrap()
    }
    async fn compared(#[each(loaded)] item: &u64, best: u64, diary: &Diary) -> u64 {
        diary.work(format_args!("compare {item}"), *item).await;
        best - item
    }
    async fn noted(#[each(compared)] gap: u64, diary: &Diary) {
        diary.note(format_args!("gap {gap}"));
    }
    async fn both(#[each(loaded)] item: &u64, loaded: &[u64]) -> usize {
        loaded.iter().position(|other| other == item).unwrap()
    }
    #[node(after(loaded))]
    async fn behind(#[each(loaded)] item: &u64, diary: &Diary) -> u64 {
        diary.note(format_args!("behind {item}"));
        *item
    }
}

#[tokio::test(start_paused = true)]
async fn an_argument_that_needs_all_elements_is_no_deadlock() {
    let diary = Diary::new();
    let output = needs_all::Pipeline::run(needs_all::Input { items: vec![10, 30], diary: &diary }).await;
    assert_eq!((output.both, output.behind), (vec![0, 1], vec![10, 30]));
    assert_eq!(
        diary.lines(),
        [
            "0 load 10 starts",
            "0 load 30 starts",
            "10 load 10 ends",
            "30 load 30 ends",
            "30 best starts",
            "30 behind 10",
            "30 behind 30",
            "35 best ends",
            "35 compare 10 starts",
            "35 compare 30 starts",
            "45 compare 10 ends",
            "45 gap 20",
            "65 compare 30 ends",
            "65 gap 0",
        ]
    );
}

// items ─→ loaded (each) ─→ logged (each, inline, with the log for itself) ─→ shown (each)
#[dag]
mod exclusive {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<u64>,
        pub log: &'a mut Vec<u64>,
        pub diary: &'a Diary,
    }

    async fn loaded(#[each(items)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("load {item}"), *item).await;
        *item
    }
    #[node]
    fn logged(#[each(loaded)] item: &u64, log: &mut Vec<u64>) -> u64 {
        log.push(*item);
        *item
    }
    async fn shown(#[each(logged)] item: &u64, diary: &Diary) {
        diary.note(format_args!("show {item}"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_follower_with_a_value_for_itself_takes_the_elements_one_after_another() {
    let (diary, mut log) = (Diary::new(), vec![]);
    exclusive::Pipeline::run(exclusive::Input { items: vec![20, 10], log: &mut log, diary: &diary }).await;
    assert_eq!(log, [20, 10]);
    assert_eq!(["show 20", "show 10"].map(|line| diary.times(line)), [[20], [20]]);
}
