//! Elements of several collections that are values of nodes over one and the same, in step.

use dagwright::dag;

use crate::support::Diary;

// items ─┬→ left (each) ──┬→ both (each pair) ─→ all (each, with its item and left's)
//        └→ right (each) ─↗
#[dag]
mod pairs {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<u64>,
        pub diary: &'a Diary,
    }

    async fn left(#[each(items)] item: &u64, diary: &Diary) -> String {
        diary.work(format_args!("left {item}"), *item).await;
        format!("l{item}")
    }
    async fn right(#[each(items)] item: &u64, diary: &Diary) -> String {
        diary.work(format_args!("right {item}"), 50 - item).await;
        format!("r{item}")
    }
    #[node(concurrency = 1)]
    async fn both(#[each(left)] left: &str, #[each(right)] right: String, diary: &Diary) -> String {
        diary.work(format_args!("both {left} {right}"), 12).await;
        format!("{left}{right}")
    }
    async fn all(
        #[each(both)] both: &str,
        #[each(items)] item: &u64,
        #[each(left)] left: &str,
        diary: &Diary,
    ) -> String {
        diary.note(format_args!("all {item}"));
        format!("{both} {item} {left}")
    }
}

#[tokio::test(start_paused = true)]
async fn a_pair_starts_when_both_are_there() {
    let diary = Diary::new();
    let output = pairs::Pipeline::run(pairs::Input { items: vec![40, 30, 10], diary: &diary }).await;
    assert_eq!(output.all, ["l40r40 40 l40", "l30r30 30 l30", "l10r10 10 l10"]);
    assert_eq!(diary.times("both l30 r30 starts"), [30]);
    // Of the two that wait by now, the first in order.
    assert_eq!(diary.times("both l40 r40 starts"), [42]);
    assert_eq!(diary.times("both l10 r10 starts"), [54]);
    assert_eq!(["all 30", "all 40", "all 10"].map(|line| diary.times(line)), [[42], [54], [66]]);
}

#[tokio::test(start_paused = true)]
async fn of_no_elements_there_are_no_pairs() {
    let diary = Diary::new();
    assert!(pairs::Pipeline::run(pairs::Input { items: vec![], diary: &diary }).await.all.is_empty());
}

// items ─┬→ doubled (each, inline) ─┬→ sums (each pair, inline)
//        └→ squared (each, inline) ─↗
#[dag]
mod inline {
    #[input]
    pub struct Input {
        pub items: [u64; 3],
    }

    #[node]
    fn doubled(#[each(items)] item: &u64) -> u64 {
        item * 2
    }
    #[node]
    fn squared(#[each(items)] item: &u64) -> u64 {
        item * item
    }
    #[node]
    fn sums(#[each(doubled)] doubled: &u64, #[each(squared)] squared: &u64) -> Result<u64, std::num::TryFromIntError> {
        u8::try_from(doubled + squared).map(u64::from)
    }
    async fn spread(#[each(doubled)] doubled: &u64, #[each(items)] item: &u64, #[each(sums)] sum: u64) -> [u64; 3] {
        [*doubled, *item, sum]
    }
}

#[tokio::test]
async fn inline_nodes_go_in_step_too() {
    let output = inline::Pipeline::run(inline::Input { items: [1, 2, 3] }).await.unwrap();
    assert_eq!(output.spread, [[2, 1, 3], [4, 2, 8], [6, 3, 15]]);
    let error = inline::Pipeline::run(inline::Input { items: [1, 200, 3] }).await.unwrap_err();
    assert_eq!(error.node(), "sums");
}

// words ─┬→ upper (each, spawned) ─┬→ lines (each pair, blocking) ─→ ends (each pair, spawned)
//        └→ lower (each, blocking) ┴──────────────────────────────↗
#[dag]
mod elsewhere {
    #[input]
    pub struct Input {
        pub words: Vec<String>,
    }

    #[node(spawn)]
    async fn upper(#[each(words)] word: &str) -> String {
        tokio::task::yield_now().await;
        word.to_uppercase()
    }
    #[node(blocking)]
    fn lower(#[each(words)] word: &str) -> String {
        word.to_lowercase()
    }
    #[node(blocking, concurrency = 2)]
    fn lines(#[each(upper)] upper: String, #[each(lower)] lower: &str) -> String {
        upper + lower
    }
    #[node(spawn)]
    async fn ends(
        #[each(lines)] line: &String,
        #[each(lower)] lower: &str,
        #[clone]
        #[each(words)]
        word: String,
    ) -> String {
        format!("{line} {lower} {word}")
    }
}

#[test]
fn pairs_are_told_apart_in_tasks_and_on_threads() {
    crate::support::on_both_flavours(async || {
        let words = ["a", "bC", "D"].map(String::from).to_vec();
        let output = elsewhere::Pipeline::run(elsewhere::Input { words }).await;
        assert_eq!(output.ends, ["Aa a a", "BCbc bc bC", "Dd d D"]);
    });
}
