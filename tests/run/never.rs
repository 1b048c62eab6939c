//! Nodes that never return give nothing, wherever they stand.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dagwright::dag;
use futures::executor::block_on;

// a ─┬→ c (never)      c in a lane
//    └→ d → failure
// b ─┘
#[dag]
mod woven {
    async fn a() -> u32 {
        1
    }
    async fn b() -> u32 {
        2
    }
    async fn c(a: &u32) -> ! {
        std::future::pending::<()>().await;
        panic!("{a}")
    }
    async fn d(a: &u32, b: u32) -> Result<u32, u32> {
        Err(a + b)
    }
}

#[test]
fn a_node_that_never_returns_is_dropped_when_another_fails() {
    assert_eq!(block_on(woven::Pipeline::run()).err().map(|error| error.node()), Some("d"));
}

// a → b (never), a → c: in branches, the one in a sequence behind c
#[dag]
mod branches {
    #[input]
    pub struct Input {
        pub on: bool,
    }

    #[output]
    pub struct Output {
        pub c: usize,
        pub b: Option<()>,
    }

    async fn a() -> String {
        "a".to_owned()
    }
    #[node(when = on)]
    async fn b(a: &str) -> ! {
        panic!("{a}")
    }
    async fn c(a: &str) -> usize {
        a.len()
    }
}

#[test]
fn a_node_that_never_returns_may_be_skipped() {
    assert_eq!(block_on(branches::Pipeline::run(branches::Input { on: false })).c, 1);
    let run = || block_on(branches::Pipeline::run(branches::Input { on: true })).c;
    let panic = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
    assert_eq!(panic.downcast_ref(), Some(&"a".to_owned()));
}

// with everything that goes around a call
#[dag]
mod options {
    #[input]
    pub struct Input {
        pub numbers: Vec<u32>,
        pub on: bool,
    }

    #[node(when = on)]
    fn inline(numbers: &[u32]) -> ! {
        panic!("{}", numbers.len())
    }
    async fn elements(#[each(numbers)] number: &u32) -> ! {
        panic!("{number}")
    }
    #[node]
    fn inline_elements(#[each(numbers)] number: &u32) -> ! {
        panic!("{number}")
    }
    #[node(spawn, timeout = "1s")]
    async fn spawned() -> ! {
        std::future::pending::<()>().await;
        panic!("it was not given up")
    }
    #[node(blocking, when = on)]
    fn blocking(numbers: &[u32]) -> ! {
        panic!("{}", numbers.len())
    }
    async fn after(_spawned: (), numbers: &[u32]) -> usize {
        numbers.len()
    }
}

#[tokio::test(start_paused = true)]
async fn a_node_that_never_returns_may_be_given_up() {
    let run = options::Pipeline::run(options::Input { numbers: Vec::new(), on: false });
    assert_eq!(run.await.err().map(|error| error.node()), Some("spawned"));
}
