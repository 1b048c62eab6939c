//! `when = !name`, and flags that may be skipped themselves.

use dagwright::dag;

use super::Broken;
use crate::support::Log;

// photo ─┬→ badge (when vip) ───┬→ page      `vip` is an input
//        └→ offer (when !vip) ──┤
// draft ─────┘                  │
// plain ────────────────────────┘
#[dag]
mod either {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub vip: bool,
    }

    async fn photo(log: &Log) -> u32 {
        log.work("photo", 10, 1).await
    }
    async fn draft(log: &Log) -> u32 {
        log.work("draft", 10, 2).await
    }
    async fn plain(log: &Log) -> u32 {
        log.work("plain", 10, 3).await
    }
    #[node(when = vip)]
    async fn badge(photo: u32, log: &Log) -> u32 {
        log.work("badge", 10, photo + 10).await
    }
    #[node(when = !vip)]
    async fn offer(photo: u32, draft: u32, log: &Log) -> u32 {
        log.work("offer", 10, photo + draft + 20).await
    }
    async fn page(badge: Option<u32>, offer: Option<&u32>, plain: u32, log: &Log) -> [Option<u32>; 3] {
        log.work("page", 10, [badge, offer.copied(), Some(plain)]).await
    }
}

#[tokio::test(start_paused = true)]
async fn one_of_two_nodes_runs_and_what_only_the_other_needs_does_not() {
    let log = Log::new();
    let output = either::Pipeline::run(either::Input { log: &log, vip: true }).await;
    assert_eq!(output.page, [Some(11), None, Some(3)]);
    log.assert_earliest("photo, plain, badge: photo, page: badge plain");
    let log = Log::new();
    let output = either::Pipeline::run(either::Input { log: &log, vip: false }).await;
    assert_eq!(output.page, [None, Some(23), Some(3)]);
    log.assert_earliest("photo, draft, plain, offer: photo draft, page: offer plain");
}

// vip ─┬→ badge (when vip), offer (when !vip)      photo → badge, and `photo` could start before or after `vip`
//      └→ known                                    draft → offer, and `draft` starts after `vip`
#[dag]
mod by_node {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub answer: Result<bool, Broken>,
        pub millis: [u64; 3],
    }

    #[output]
    pub struct Output {
        pub badge: Option<u32>,
        pub offer: Option<u32>,
    }

    /// Only what is offered.
    #[output]
    pub struct OfferOnly {
        pub offer: Option<u32>,
    }

    async fn vip(log: &Log, answer: Result<bool, Broken>, millis: [u64; 3]) -> Result<bool, Broken> {
        log.work("vip", millis[0], answer).await
    }
    async fn user(log: &Log, millis: [u64; 3]) -> u32 {
        log.work("user", millis[1], 1).await
    }
    async fn photo(user: &u32, log: &Log, millis: [u64; 3]) -> u32 {
        log.work("photo", millis[2], user + 1).await
    }
    async fn draft(user: &u32, _vip: &bool, log: &Log) -> u32 {
        log.work("draft", 10, user + 2).await
    }
    #[node(when = vip)]
    async fn badge(photo: &u32, log: &Log) -> u32 {
        log.work("badge", 10, photo + 10).await
    }
    #[node(when = !vip)]
    async fn offer(draft: &u32, log: &Log) -> u32 {
        log.work("offer", 10, draft + 20).await
    }
}

#[tokio::test(start_paused = true)]
async fn both_cases_of_a_flag_are_looked_at_when_they_are_known() {
    for millis in [[10, 20, 30], [10, 10, 10], [30, 20, 10], [0, 10, 0], [10, 0, 30], [0, 0, 0]] {
        let (log, in_time) = (Log::new(), millis[0] <= millis[1]);
        let output = by_node::Pipeline::run(by_node::Input { log: &log, answer: Ok(true), millis }).await.unwrap();
        assert_eq!((output.badge, output.offer), (Some(12), None));
        log.assert_earliest("vip, user, photo: user, badge: vip photo");
        let log = Log::new();
        let output = by_node::Pipeline::run(by_node::Input { log: &log, answer: Ok(false), millis }).await.unwrap();
        assert_eq!((output.badge, output.offer), (None, Some(23)));
        let rest = if in_time { "" } else { ", photo: user" };
        log.assert_earliest(&format!("vip, user, draft: user vip, offer: draft{rest}"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_flag_may_fail_in_either_case_and_each_entry_point_has_needs_of_its_own() {
    let log = Log::new();
    let input = by_node::Input { log: &log, answer: Err(Broken(1)), millis: [10; 3] };
    assert!(matches!(by_node::Pipeline::run(input).await, Err(by_node::Error::Vip(Broken(1)))));
    for answer in [true, false] {
        let log = Log::new();
        let input = by_node::Input { log: &log, answer: Ok(answer), millis: [10; 3] };
        let output = by_node::Pipeline::run_offer_only(input).await.unwrap();
        assert_eq!(output.offer, (!answer).then_some(23));
        log.assert_earliest(if answer { "vip, user" } else { "vip, user, draft: vip user, offer: draft" });
    }
}

// vip ─→ regular (when vip) ─┬→ badge (when regular), welcome (when !regular), both need photo
// photo ─────────────────────┘    frame (when some(badge))
#[dag]
mod nested {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub vip: bool,
        pub regular_answer: bool,
    }

    #[output]
    pub struct Output {
        pub badge: Option<u32>,
        pub welcome: Option<u32>,
        pub frame: Option<u32>,
    }

    #[node(when = vip)]
    async fn regular(log: &Log, regular_answer: bool) -> bool {
        log.work("regular", 10, regular_answer).await
    }
    async fn photo(log: &Log) -> u32 {
        log.work("photo", 10, 1).await
    }
    #[node(when = regular)]
    async fn badge(photo: &u32, log: &Log) -> u32 {
        log.work("badge", 10, photo + 10).await
    }
    #[node(when = !regular)]
    async fn welcome(photo: &u32, log: &Log) -> u32 {
        log.work("welcome", 10, photo + 20).await
    }
    #[node(when = some(badge))]
    async fn frame(log: &Log) -> u32 {
        log.work("frame", 10, 30).await
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_is_skipped_with_the_flag_that_decides_about_it() {
    for (vip, regular_answer, expected, graph) in [
        (true, true, (Some(11), None, Some(30)), "photo, regular, badge: regular photo, frame: badge"),
        (true, false, (None, Some(21), None), "photo, regular, welcome: regular photo"),
        (false, true, (None, None, None), ""),
    ] {
        let log = Log::new();
        let output = nested::Pipeline::run(nested::Input { log: &log, vip, regular_answer }).await;
        assert_eq!((output.badge, output.welcome, output.frame), expected);
        if graph.is_empty() {
            assert_eq!(log.starts(), Vec::<&str>::new());
        } else {
            log.assert_earliest(graph);
        }
    }
}

// a ──────┬→ c
//         └→ d (when !flag) ─→ e (when regular), f (when !regular)
// flag ───┘      regular (when !flag)
macro_rules! in_plan {
    ($module:ident, $($dag:ident)?, $($node:ident)?) => {
        #[dag($($dag)?)]
        mod $module {
            use std::sync::Arc;

            use super::*;

            #[input]
            pub struct Input {
                pub log: Arc<Log>,
                pub millis: [u64; 4],
                pub answers: [bool; 2],
            }

            async fn a(log: &Log, millis: [u64; 4]) -> String {
                log.work("a", millis[0], "a".into()).await
            }
            async fn flag(log: &Log, millis: [u64; 4], answers: [bool; 2]) -> bool {
                log.work("flag", millis[1], answers[0]).await
            }
            async fn c(a: &str, log: &Log, millis: [u64; 4]) -> String {
                log.work("c", millis[2], format!("c{a}")).await
            }
            #[node(when = !flag)]
            async fn regular(a: &str, log: &Log, answers: [bool; 2]) -> bool {
                log.work("regular", 10, answers[1] && !a.is_empty()).await
            }
            #[node(when = !flag, $($node)?)]
            async fn d(a: &str, log: &Log, millis: [u64; 4]) -> String {
                log.work("d", millis[3], format!("d{a}")).await
            }
            #[node(when = regular, $($node)?)]
            async fn e(d: Option<&str>, log: &Log) -> String {
                log.work("e", 10, format!("e{}", d.unwrap())).await
            }
            #[node(when = !regular, after(c))]
            async fn f(d: Option<&str>, log: &Log) -> String {
                log.work("f", 10, format!("f{}", d.unwrap())).await
            }
        }

        #[tokio::test(start_paused = true)]
        async fn $module() {
            for millis in [[10, 30, 40, 10], [30, 10, 10, 40], [10, 10, 10, 10], [10, 20, 0, 10]] {
                for (answers, expected, rest) in [
                    ([true, false], (None, None), ""),
                    ([false, true], (Some("eda"), None), ", regular: a flag, d: a flag, e: d regular"),
                    ([false, false], (None, Some("fda")), ", regular: a flag, d: a flag, f: d regular c"),
                ] {
                    let log = std::sync::Arc::new(Log::new());
                    let output = $module::Pipeline::run($module::Input { log: log.clone(), millis, answers }).await;
                    assert_eq!((output.c.as_str(), (output.e.as_deref(), output.f.as_deref())), ("ca", expected));
                    log.assert_earliest(&format!("a, flag, c: a{rest}"));
                }
            }
        }
    };
}

in_plan!(cases_are_known_in_woven_lanes,,);
in_plan!(cases_are_known_in_spawned_tasks, spawn,);
in_plan!(cases_are_known_to_nodes_that_are_spawned_themselves,, spawn);
