//! Nodes that only skipped nodes need are not run, when that is decided before they would start.

use dagwright::dag;

use crate::support::Log;

// first → second ─┬→ badge (when member) → page
// member (input) ─┘
#[dag]
mod chain {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub member: bool,
    }

    async fn first(log: &Log) -> String {
        log.work("first", 10, "f".into()).await
    }
    async fn second(first: &str, log: &Log) -> String {
        log.work("second", 10, format!("{first}s")).await
    }
    #[node(when = member)]
    async fn badge(second: String, log: &Log) -> String {
        log.work("badge", 10, second).await
    }
    async fn page(badge: Option<&str>, log: &Log) -> String {
        log.work("page", 10, format!("{badge:?}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_false_input_keeps_all_from_running_that_only_leads_to_the_skipped_node() {
    let log = Log::new();
    let output = chain::Pipeline::run(chain::Input { log: &log, member: false }).await;
    assert_eq!(output.page, "None");
    log.assert_earliest("page");
    assert_eq!(log.makespan(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_true_input_lets_all_of_it_run() {
    let log = Log::new();
    let output = chain::Pipeline::run(chain::Input { log: &log, member: true }).await;
    assert_eq!(output.page, "Some(\"fs\")");
    log.assert_earliest("first, second: first, badge: second, page: badge");
}

// user ─┬→ member ─┬→ badge (when member) → page
//       └→ points ─┘        `points` could start with `member`
#[dag]
mod beside {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub answer: bool,
        pub millis: [u64; 2],
    }

    async fn user(log: &Log) -> u32 {
        log.work("user", 10, 1).await
    }
    async fn member(user: &u32, log: &Log, answer: bool, millis: [u64; 2]) -> bool {
        log.work("member", millis[0], answer && *user == 1).await
    }
    async fn points(user: &u32, log: &Log, millis: [u64; 2]) -> u32 {
        log.work("points", millis[1], user + 1).await
    }
    #[node(when = member)]
    async fn badge(points: u32, log: &Log) -> u32 {
        log.work("badge", 10, points).await
    }
    async fn page(badge: Option<u32>, log: &Log) -> Option<u32> {
        log.work("page", 10, badge).await
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_under_way_when_the_condition_comes_out_false_goes_on_and_is_waited_for() {
    let log = Log::new();
    let input = beside::Input { log: &log, answer: false, millis: [10, 30] };
    assert_eq!(beside::Pipeline::run(input).await.page, None);
    log.assert_earliest("user, member: user, points: user, page: member points");
    assert_eq!(log.makespan(), 50);
}

#[tokio::test(start_paused = true)]
async fn what_starts_beside_its_condition_runs() {
    for millis in [[10, 30], [30, 10], [10, 10]] {
        let log = Log::new();
        let input = beside::Input { log: &log, answer: true, millis };
        assert_eq!(beside::Pipeline::run(input).await.page, Some(2));
        log.assert_earliest("user, member: user, points: user, badge: member points, page: badge");
    }
}

// member ────────────┐
// user ─→ points ────┴→ badge (when member) → page         `member` is decided before `points` could start, or after
#[dag]
mod decided {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub answer: bool,
        pub millis: [u64; 2],
    }

    async fn member(log: &Log, answer: bool, millis: [u64; 2]) -> bool {
        log.work("member", millis[0], answer).await
    }
    async fn user(log: &Log, millis: [u64; 2]) -> u32 {
        log.work("user", millis[1], 1).await
    }
    async fn points(user: &u32, log: &Log) -> u32 {
        log.work("points", 50, user + 1).await
    }
    #[node(when = member)]
    async fn badge(points: &u32, log: &Log) -> u32 {
        log.work("badge", 10, *points).await
    }
    async fn page(badge: Option<u32>, log: &Log) -> Option<u32> {
        log.work("page", 10, badge).await
    }
}

#[tokio::test(start_paused = true)]
async fn what_could_start_only_after_the_condition_came_out_false_is_not_run() {
    let log = Log::new();
    let input = decided::Input { log: &log, answer: false, millis: [10, 20] };
    assert_eq!(decided::Pipeline::run(input).await.page, None);
    log.assert_earliest("member, user, page: member user");
    assert_eq!(log.makespan(), 30);
}

#[tokio::test(start_paused = true)]
async fn what_could_start_before_the_condition_came_out_false_is_run() {
    let log = Log::new();
    let input = decided::Input { log: &log, answer: false, millis: [40, 20] };
    assert_eq!(decided::Pipeline::run(input).await.page, None);
    log.assert_earliest("member, user, points: user, page: member points");
    assert_eq!(log.makespan(), 80);
}

#[tokio::test(start_paused = true)]
async fn what_is_needed_after_all_is_run_whenever_the_condition_is_known() {
    for millis in [[10, 20], [40, 20], [100, 20]] {
        let log = Log::new();
        let input = decided::Input { log: &log, answer: true, millis };
        assert_eq!(decided::Pipeline::run(input).await.page, Some(2));
        log.assert_earliest("member, user, points: user, badge: member points, page: badge");
    }
}

// member ─→ known ─→ points ─→ badge (when member) → page         the condition always comes before `points`
#[dag]
mod before {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub answer: bool,
    }

    async fn member(log: &Log, answer: bool) -> bool {
        log.work("member", 10, answer).await
    }
    async fn known(member: &bool, log: &Log) -> u32 {
        log.work("known", 10, u32::from(*member)).await
    }
    async fn points(known: &u32, log: &Log) -> u32 {
        log.work("points", 10, known + 1).await
    }
    #[node(when = member)]
    async fn badge(points: &u32, log: &Log) -> u32 {
        log.work("badge", 10, *points).await
    }
    async fn page(badge: Option<&u32>, log: &Log) -> Option<u32> {
        log.work("page", 10, badge.copied()).await
    }
}

#[tokio::test(start_paused = true)]
async fn what_comes_after_the_condition_runs_only_if_it_is_true() {
    let log = Log::new();
    assert_eq!(before::Pipeline::run(before::Input { log: &log, answer: false }).await.page, None);
    log.assert_earliest("member, page: member");

    let log = Log::new();
    assert_eq!(before::Pipeline::run(before::Input { log: &log, answer: true }).await.page, Some(2));
    log.assert_earliest("member, known: member, points: known, badge: points, page: badge");
}

// points ─┬→ badge (when badges) ─┬→ page
//         └→ offer (when offers) ─┘
#[dag]
mod two {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub badges: bool,
        pub offers: bool,
    }

    async fn points(log: &Log) -> u32 {
        log.work("points", 10, 1).await
    }
    #[node(when = badges)]
    async fn badge(points: &u32, log: &Log) -> u32 {
        log.work("badge", 10, points + 1).await
    }
    #[node(when = offers)]
    async fn offer(points: &u32, log: &Log) -> u32 {
        log.work("offer", 20, points + 2).await
    }
    async fn page(badge: Option<&u32>, offer: Option<&u32>, log: &Log) -> (Option<u32>, Option<u32>) {
        log.work("page", 10, (badge.copied(), offer.copied())).await
    }
}

#[tokio::test(start_paused = true)]
async fn what_two_conditional_nodes_need_runs_if_one_of_them_may() {
    for (badges, offers, page, graph) in [
        (true, true, (Some(2), Some(3)), "points, badge: points, offer: points, page: badge offer"),
        (true, false, (Some(2), None), "points, badge: points, page: badge"),
        (false, true, (None, Some(3)), "points, offer: points, page: offer"),
        (false, false, (None, None), "page"),
    ] {
        let log = Log::new();
        let output = two::Pipeline::run(two::Input { log: &log, badges, offers }).await;
        assert_eq!(output.page, page);
        log.assert_earliest(graph);
    }
}

// points ─┬→ badge (when member) ─┬→ page
//         └→ total ───────────────┘
#[dag]
mod shared {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub member: bool,
    }

    #[output]
    pub struct Output {
        pub page: u32,
    }

    /// An entry point that returns a value the skipped node needs.
    #[output]
    pub struct WithPoints {
        pub badge: Option<u32>,
        pub points: u32,
    }

    /// An entry point where nobody else needs it.
    #[output]
    pub struct BadgeOnly {
        pub badge: Option<u32>,
    }

    async fn points(log: &Log) -> u32 {
        log.work("points", 10, 1).await
    }
    #[node(when = member)]
    async fn badge(points: &u32, log: &Log) -> u32 {
        log.work("badge", 10, *points).await
    }
    async fn total(points: &u32, log: &Log) -> u32 {
        log.work("total", 10, points * 10).await
    }
    async fn page(badge: Option<&u32>, total: u32, log: &Log) -> u32 {
        log.work("page", 10, badge.copied().unwrap_or_default() + total).await
    }
}

#[tokio::test(start_paused = true)]
async fn what_another_node_needs_as_well_is_run() {
    let log = Log::new();
    assert_eq!(shared::Pipeline::run(shared::Input { log: &log, member: false }).await.page, 10);
    log.assert_earliest("points, total: points, page: total");
}

#[tokio::test(start_paused = true)]
async fn what_the_output_takes_is_run() {
    let log = Log::new();
    let output = shared::Pipeline::run_with_points(shared::Input { log: &log, member: false }).await;
    assert_eq!((output.badge, output.points), (None, 1));
    log.assert_earliest("points");
}

#[tokio::test(start_paused = true)]
async fn who_needs_a_node_is_decided_for_each_entry_point() {
    let log = Log::new();
    let output = shared::Pipeline::run_badge_only(shared::Input { log: &log, member: false }).await;
    assert_eq!(output.badge, None);
    assert_eq!(log.starts(), [""; 0]);
}

// points ─→ badge (when member) ─→ frame (when framed) ─→ page
#[dag]
mod nested {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub member: bool,
        pub framed: bool,
    }

    async fn points(log: &Log) -> u32 {
        log.work("points", 10, 1).await
    }
    #[node(when = member)]
    async fn badge(points: &u32, log: &Log) -> u32 {
        log.work("badge", 10, points + 1).await
    }
    #[node(when = framed)]
    async fn frame(badge: Option<&u32>, log: &Log) -> String {
        log.work("frame", 10, format!("[{badge:?}]")).await
    }
    async fn page(frame: Option<&str>, log: &Log) -> String {
        log.work("page", 10, format!("{frame:?}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn conditions_one_behind_the_other_keep_from_running_what_none_of_them_needs() {
    for (member, framed, page, graph) in [
        (true, true, "Some(\"[Some(2)]\")", "points, badge: points, frame: badge, page: frame"),
        (false, true, "Some(\"[None]\")", "frame, page: frame"),
        (true, false, "None", "page"),
        (false, false, "None", "page"),
    ] {
        let log = Log::new();
        let output = nested::Pipeline::run(nested::Input { log: &log, member, framed }).await;
        assert_eq!(output.page, page);
        log.assert_earliest(graph);
    }
}

// points (may fail) ─→ badge (when member)
#[dag]
mod failing {
    use super::*;

    #[derive(Debug)]
    pub struct Broken;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub member: bool,
    }

    async fn points(log: &Log) -> Result<u32, Broken> {
        log.work("points", 10, Err(Broken)).await
    }
    #[node(when = member)]
    async fn badge(points: u32, log: &Log) -> u32 {
        log.work("badge", 10, points).await
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_not_run_cannot_fail() {
    let log = Log::new();
    let output = failing::Pipeline::run(failing::Input { log: &log, member: false }).await;
    assert_eq!(output.unwrap().badge, None);
    assert_eq!(log.starts(), [""; 0]);
    let error = failing::Pipeline::run(failing::Input { log: &log, member: true }).await.expect_err("it fails");
    assert_eq!(error.node(), "points");
}
