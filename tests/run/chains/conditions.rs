//! Conditions on the stages of a chain.

use dagwright::dag;

use crate::support::Diary;

// items ─→ loaded (each) ─→ checked (each, when strict) ─→ page; strict takes its time
#[dag]
mod follower {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<u64>,
        pub answer: (u64, bool),
        pub diary: &'a Diary,
    }

    async fn strict(answer: (u64, bool), diary: &Diary) -> bool {
        diary.work("strict", answer.0).await;
        answer.1
    }
    async fn loaded(#[each(items)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("load {item}"), *item).await;
        *item
    }
    #[node(when = strict)]
    async fn checked(#[each(loaded)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("check {item}"), 10).await;
        item + 1
    }
    async fn page(checked: Option<&Vec<u64>>) -> String {
        format!("{checked:?}")
    }
}

async fn run(answer: (u64, bool), diary: &Diary) -> String {
    follower::Pipeline::run(follower::Input { items: vec![20, 30], answer, diary }).await.page
}

#[tokio::test(start_paused = true)]
async fn elements_wait_for_the_condition_of_the_follower() {
    let diary = Diary::new();
    assert_eq!(run((25, true), &diary).await, "Some([21, 31])");
    assert_eq!(["check 20 starts", "check 30 starts"].map(|start| diary.times(start)), [[25], [30]]);
}

#[tokio::test(start_paused = true)]
async fn a_condition_that_is_known_delays_nothing() {
    let diary = Diary::new();
    assert_eq!(run((1, true), &diary).await, "Some([21, 31])");
    assert_eq!(["check 20 starts", "check 30 starts"].map(|start| diary.times(start)), [[20], [30]]);
}

#[tokio::test(start_paused = true)]
async fn a_follower_that_is_skipped_leaves_the_provider_alone() {
    let diary = Diary::new();
    assert_eq!(run((25, false), &diary).await, "None");
    assert_eq!(diary.times("load 30 ends"), [30]);
}

// strict ─→ items ─→ loaded (each, for checked alone) ─→ checked (each, when strict)
#[dag]
mod unneeded {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub strict: bool,
        pub lenient: bool,
        pub diary: &'a Diary,
    }

    async fn items(diary: &Diary) -> Vec<u64> {
        diary.work("items", 5).await;
        vec![20, 30]
    }
    async fn loaded(#[each(items)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("load {item}"), *item).await;
        *item
    }
    #[node(when = strict)]
    async fn checked(#[each(loaded)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("check {item}"), 10).await;
        item + 1
    }
    #[node(when = lenient)]
    async fn summed(loaded: &[u64]) -> u64 {
        loaded.iter().sum()
    }
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_no_follower_needs_does_not_run() {
    for (strict, lenient) in [(true, true), (true, false), (false, true), (false, false)] {
        let diary = Diary::new();
        let output = unneeded::Pipeline::run(unneeded::Input { strict, lenient, diary: &diary }).await;
        assert_eq!(output.checked, strict.then(|| vec![21, 31]));
        assert_eq!(output.summed, lenient.then_some(50));
        let needed = usize::from(strict || lenient);
        assert_eq!(diary.times("load 20 starts").len(), needed);
        assert_eq!(diary.times("check 20 starts"), if strict { vec![25] } else { vec![] });
    }
}
