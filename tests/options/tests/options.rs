//! Small random graphs whose nodes have options: values, starts and makespan are those of a
//! straightforward evaluation, every value is dropped, and every permit comes back.

#![allow(unreachable_pub, reason = "the generated pipelines are written as users write them, with `pub` inputs")]

mod support;

use std::sync::Arc;

use dagwright::{Timeout, dag};
use dagwright_random_options::{Fail, Log, Tracked, digest, instead, mix, sendable};
use support::{Setting, assert_run};
use tokio::sync::Semaphore;

mod free {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/free.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_free_graph_runs_as_evaluated() {
        let setting = Setting::new("free");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod chain {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/chain.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_chain_runs_as_evaluated() {
        let setting = Setting::new("chain");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod narrow {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/narrow.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_narrow_graph_runs_as_evaluated() {
        let setting = Setting::new("narrow");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod dense {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/dense.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_dense_graph_runs_as_evaluated() {
        let setting = Setting::new("dense");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod wide {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/wide.rs"));

    #[tokio::test(start_paused = true)]
    async fn many_small_trees_run_as_evaluated() {
        let setting = Setting::new("wide");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod bare {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/bare.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_graph_with_hardly_any_options_runs_as_evaluated() {
        let setting = Setting::new("bare");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod laden {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/laden.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_graph_full_of_options_runs_as_evaluated() {
        let setting = Setting::new("laden");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod failing {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/failing.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_graph_that_fails_runs_as_evaluated() {
        let setting = Setting::new("failing");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod failing_laden {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/failing_laden.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_graph_full_of_options_that_fails_runs_as_evaluated() {
        let setting = Setting::new("failing_laden");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod spawned {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/spawned.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_spawned_graph_runs_as_evaluated() {
        let setting = Setting::new("spawned");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod spawned_laden {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/spawned_laden.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_spawned_graph_full_of_options_runs_as_evaluated() {
        let setting = Setting::new("spawned_laden");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod spawned_failing {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/spawned_failing.rs"));

    #[tokio::test(start_paused = true)]
    async fn a_spawned_graph_that_fails_runs_as_evaluated() {
        let setting = Setting::new("spawned_failing");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod elements {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/elements.rs"));

    #[tokio::test(start_paused = true)]
    async fn elements_go_on_as_evaluated() {
        let setting = Setting::new("elements");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod elements_failing {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/elements_failing.rs"));

    #[tokio::test(start_paused = true)]
    async fn elements_that_fail_end_a_run_as_evaluated() {
        let setting = Setting::new("elements_failing");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}

mod elements_spawned {
    use super::*;

    include!(concat!(env!("OUT_DIR"), "/elements_spawned.rs"));

    #[tokio::test(start_paused = true)]
    async fn elements_in_tasks_go_on_as_evaluated() {
        let setting = Setting::new("elements_spawned");
        assert_run(&setting, run(&setting.log, &setting.permits)).await;
    }
}
