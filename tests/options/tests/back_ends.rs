//! The same random pipelines with options, driven as a set of ready calls: by the program alone, without a schedule.

#![allow(unreachable_pub, reason = "the generated pipelines are written as users write them, with `pub` inputs")]

mod support;

macro_rules! driven_as_a_ready_set {
    ($($kind:ident)*) => {$(
        mod $kind {
            use std::sync::Arc;

            #[allow(unused_imports, reason = "not every graph has timeouts")]
            use dagwright::Timeout;
            use dagwright_back_ends::ready_set as dag;
            #[allow(unused_imports, reason = "not every graph has fallbacks")]
            use dagwright_random_options::{Fail, Log, Tracked, digest, instead, mix, sendable};
            use tokio::sync::Semaphore;

            use crate::support::{Setting, assert_run};

            include!(concat!(env!("OUT_DIR"), "/", stringify!($kind), ".rs"));

            #[tokio::test(start_paused = true)]
            async fn it_runs_as_evaluated() {
                let setting = Setting { one_by_one: false, ..Setting::new(stringify!($kind)) };
                assert_run(&setting, run(&setting.log, &setting.permits)).await;
            }
        }
    )*};
}

driven_as_a_ready_set!(free chain narrow dense wide bare laden failing failing_laden spawned spawned_laden spawned_failing elements
    elements_failing elements_spawned);
