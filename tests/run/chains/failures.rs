//! Elements that fail in the midst of a chain.

use dagwright::dag;

use crate::support::Diary;

/// The element of this number failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bad(pub u64);

impl std::fmt::Display for Bad {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

impl std::error::Error for Bad {}

/// A step of an element: it takes so long, and may fail.
#[derive(Clone, Copy)]
pub struct Step {
    pub millis: u64,
    pub fails: bool,
}

const fn takes(millis: u64) -> Step {
    Step { millis, fails: false }
}

const fn fails(millis: u64) -> Step {
    Step { millis, fails: true }
}

async fn step(name: &str, number: u64, step: Step, diary: &Diary) -> Result<(), Bad> {
    diary.work(format_args!("{name} {number}"), step.millis).await;
    if step.fails { Err(Bad(number)) } else { Ok(()) }
}

// items ─→ second (each of first, declared before it) ; first (each)
#[dag]
mod fragile {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<[Step; 2]>,
        pub diary: &'a Diary,
    }

    #[node]
    fn numbered(items: &[[Step; 2]]) -> Vec<(u64, [Step; 2])> {
        (0..).zip(items.iter().copied()).collect()
    }
    async fn second(#[each(first)] item: &(u64, Step), diary: &Diary) -> Result<u64, Bad> {
        step("second", item.0, item.1, diary).await?;
        Ok(item.0)
    }
    async fn first(#[each(numbered)] item: (u64, [Step; 2]), diary: &Diary) -> Result<(u64, Step), Bad> {
        let (number, [first, second]) = item;
        step("first", number, first, diary).await?;
        Ok((number, second))
    }
}

/// The node and the element that failed, and when the run was over.
async fn failure(items: &[[Step; 2]]) -> (&'static str, Bad, u64) {
    let diary = Diary::new();
    let input = fragile::Input { items: items.to_vec(), diary: &diary };
    let error = fragile::Pipeline::run(input).await.unwrap_err();
    diary.note("over");
    let bad = match &error {
        fragile::Error::First(bad) | fragile::Error::Second(bad) => *bad,
    };
    let lines = diary.lines();
    let [starts, over] = ["starts", " is dropped"].map(|end| lines.iter().filter(|line| line.ends_with(end)).count());
    let ends = lines.iter().filter(|line| line.ends_with(" ends")).count();
    assert_eq!(starts, over + ends, "what is under way is dropped before the run is over: {lines:?}");
    (error.node(), bad, diary.times("over")[0])
}

#[tokio::test(start_paused = true)]
async fn an_element_of_the_provider_that_fails_ends_what_is_under_way_behind_it() {
    let items = [[takes(10), takes(50)], [fails(20), takes(1)], [takes(90), takes(1)]];
    assert_eq!(failure(&items).await, ("first", Bad(1), 20));
}

#[tokio::test(start_paused = true)]
async fn an_element_of_the_follower_that_fails_ends_the_provider_too() {
    let items = [[takes(100), takes(1)], [takes(10), fails(20)], [takes(40), fails(1)]];
    assert_eq!(failure(&items).await, ("second", Bad(1), 30));
}

#[tokio::test(start_paused = true)]
async fn of_elements_that_fail_in_one_wake_up_the_first_is_reported() {
    let items = [[takes(9), takes(100)], [takes(10), fails(20)], [takes(20), fails(10)]];
    assert_eq!(failure(&items).await, ("second", Bad(1), 30));
}

#[tokio::test(start_paused = true)]
async fn of_nodes_that_fail_in_one_wake_up_the_one_declared_first_is_reported() {
    let items = [[fails(30), takes(1)], [takes(10), takes(90)], [takes(20), fails(10)]];
    assert_eq!(failure(&items).await, ("second", Bad(2), 30));
}

#[tokio::test(start_paused = true)]
async fn a_follower_that_fails_at_once_fails_in_the_wake_up_of_its_element() {
    let items = [[takes(10), fails(0)], [takes(20), takes(0)]];
    assert_eq!(failure(&items).await, ("second", Bad(0), 10));
}

// items ─→ tried (each, may fail) ─→ told (each) ─→ outcome (of told, its failure as a value)
#[dag]
mod handled {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<u64>,
        pub diary: &'a Diary,
    }

    #[node(fallback = nothing)]
    async fn tried(#[each(items)] item: &u64, diary: &Diary) -> Result<u64, Bad> {
        step("try", *item, Step { millis: *item, fails: *item == 20 }, diary).await?;
        Ok(*item)
    }
    fn nothing(_: Bad) -> u64 {
        0
    }
    async fn told(#[each(tried)] item: &u64, diary: &Diary) -> Result<u64, Bad> {
        step("tell", *item, Step { millis: 5, fails: *item == 0 }, diary).await?;
        Ok(*item)
    }
    async fn outcome(told: Result<&Vec<u64>, &Bad>, diary: &Diary) -> String {
        diary.note("outcome");
        format!("{told:?}")
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_is_handled_ends_its_stage_and_not_the_one_before() {
    let diary = Diary::new();
    let output = handled::Pipeline::run(handled::Input { items: vec![10, 20, 30], diary: &diary }).await;
    assert_eq!(output.outcome, "Err(Bad(0))");
    assert_eq!(["tell 10 starts", "try 30 ends"].map(|line| diary.times(line)), [[10], [30]]);
    // Whoever comes behind the follower comes behind its provider, too.
    assert_eq!(diary.times("outcome"), [30]);
    let diary = Diary::new();
    let output = handled::Pipeline::run(handled::Input { items: vec![10, 30], diary: &diary }).await;
    assert_eq!(output.outcome, "Ok([10, 30])");
}

// items ─→ parsed (each, inline) ─→ sent (each) ; the error is the user's
#[dag(error = Box<dyn std::error::Error + Send + Sync>)]
mod boxed {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<&'static str>,
        pub diary: &'a Diary,
    }

    async fn read(#[each(items)] item: &&'static str, diary: &Diary) -> Result<&'static str, std::io::Error> {
        diary.work(format_args!("read {item}"), item.len() as u64).await;
        Ok(item)
    }
    #[node]
    fn parsed(#[each(read)] item: &&'static str) -> Result<u64, std::num::ParseIntError> {
        item.parse()
    }
    async fn sent(#[each(parsed)] item: u64, diary: &Diary) -> Result<(), Bad> {
        step("send", item, takes(50), diary).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_inline_follower_fails_as_soon_as_its_element_is_there() {
    let diary = Diary::new();
    let input = boxed::Input { items: vec!["1", "three", "100000"], diary: &diary };
    let error = boxed::Pipeline::run(input).await.unwrap_err();
    assert!(error.is::<std::num::ParseIntError>());
    assert_eq!(diary.times("read 100000 is dropped"), [5]);
    assert_eq!(diary.times("send 1 is dropped"), [5]);
}

// items ─→ asked (each, may fail) ─→ paid (each, commit) ─→ booked (each)
#[dag]
mod committed {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub items: Vec<u64>,
        pub diary: &'a Diary,
    }

    async fn asked(#[each(items)] item: &u64, diary: &Diary) -> Result<u64, Bad> {
        step("ask", *item, Step { millis: *item, fails: *item == 30 }, diary).await?;
        Ok(*item)
    }
    #[node(commit)]
    async fn paid(#[each(asked)] item: &u64, diary: &Diary) -> u64 {
        diary.work(format_args!("pay {item}"), *item).await;
        *item
    }
    async fn booked(#[each(paid)] item: &u64, diary: &Diary) -> Result<u64, Bad> {
        diary.note(format_args!("book {item}"));
        Ok(*item)
    }
}

#[tokio::test(start_paused = true)]
async fn a_commit_waits_for_all_elements_that_can_fail_and_others_follow_it() {
    let diary = Diary::new();
    let output = committed::Pipeline::run(committed::Input { items: vec![20, 5], diary: &diary }).await.unwrap();
    assert_eq!(output.booked, [20, 5]);
    assert_eq!(["pay 5 starts", "book 5", "book 20"].map(|line| diary.times(line)), [[20], [25], [40]]);
    let diary = Diary::new();
    committed::Pipeline::run(committed::Input { items: vec![20, 30], diary: &diary }).await.unwrap_err();
    assert_eq!(diary.times("pay 20 starts"), []);
}
