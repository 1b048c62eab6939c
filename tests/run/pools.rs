//! Blocking nodes in rayon's pools.

mod ends;
mod options;

use std::sync::Arc;

use dagwright::dag;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::support::{on_both_flavours, place, yields};

/// A pool of so many threads, which are called `elsewhere`.
fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).thread_name(|_| "elsewhere".into()).build().unwrap()
}

// text ──┬→ length (pool) ──────┐
//        ├→ shouted (shared) ───┼→ line         `text` is returned as well
//        └→ first ──────────────┘
#[dag]
mod borrowed {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub pool: &'a ThreadPool,
        pub shared: Arc<ThreadPool>,
        pub name: String,
    }

    #[output]
    pub struct Output {
        pub line: String,
        pub text: String,
        pub name: String,
    }

    async fn text(name: &str) -> String {
        format!("hi {name}")
    }
    #[node(blocking = pool)]
    fn length(text: &str) -> (usize, String) {
        (text.len(), place())
    }
    #[node(blocking = shared)]
    fn shouted(text: &str, name: &str) -> String {
        format!("{} {name} {}", text.to_uppercase(), place())
    }
    async fn first(text: &str) -> Option<char> {
        yields(2).await;
        text.chars().next()
    }
    #[node(blocking = pool)]
    fn line(text: &str, length: &(usize, String), shouted: String, first: Option<char>) -> String {
        format!("{text} {length:?} {shouted} {first:?}")
    }
}

#[test]
fn functions_run_in_the_pool_and_share_what_they_borrow() {
    let (own, shared) = (pool(1), Arc::new(pool(1)));
    on_both_flavours(async || {
        let input = borrowed::Input { pool: &own, shared: Arc::clone(&shared), name: "Ada".into() };
        let output = borrowed::Pipeline::run(input).await;
        assert_eq!(output.line, r#"hi Ada (6, "elsewhere") HI ADA Ada elsewhere Some('h')"#);
        assert_eq!((output.text.as_str(), output.name.as_str()), ("hi Ada", "Ada"));
        assert_eq!(Arc::strong_count(&shared), 1);
    });
}

#[test]
fn a_run_with_a_pool_needs_no_runtime() {
    let own = pool(2);
    let input = borrowed::Input { pool: &own, shared: Arc::new(pool(1)), name: "Bob".into() };
    let output = futures::executor::block_on(borrowed::Pipeline::run(input));
    assert_eq!(output.text, "hi Bob");
}

// a (pool) ─┬→ c (pool)
//           └→ d (pool)
// b ────────┘
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input {
        pub pool: Arc<ThreadPool>,
    }

    #[output]
    pub struct Output {
        pub c: String,
        pub d: String,
    }

    #[output]
    pub struct Left {
        pub c: String,
    }

    #[node(blocking = pool)]
    fn a() -> String {
        format!("a {}", place())
    }
    async fn b() -> String {
        yields(3).await;
        format!("b {}", place())
    }
    #[node(blocking = pool)]
    fn c(a: &str) -> String {
        format!("c {}, {a}", place())
    }
    #[node(blocking = pool)]
    fn d(a: &str, b: String) -> String {
        format!("d {}, {a}, {b}", place())
    }
}

#[test]
fn lanes_and_entry_points_have_their_functions_in_the_pool() {
    let pool = Arc::new(pool(2));
    on_both_flavours(async || {
        let output = woven::Pipeline::run(woven::Input { pool: Arc::clone(&pool) }).await;
        assert_eq!(output.c, "c elsewhere, a elsewhere");
        assert_eq!(output.d, "d elsewhere, a elsewhere, b here");
        let output = tokio::spawn(woven::Pipeline::run_left(woven::Input { pool: Arc::clone(&pool) })).await.unwrap();
        assert_eq!(output.c, "c elsewhere, a elsewhere");
    });
}

// squares (each number, pool) ─→ sum (pool, with a parallel iterator of rayon's)
#[dag]
mod elements {
    use rayon::prelude::*;

    use super::*;

    #[input]
    pub struct Input<'a> {
        pub pool: &'a ThreadPool,
        pub numbers: Vec<u64>,
    }

    #[node(blocking = pool, concurrency = 4)]
    fn squares(#[each(numbers)] number: &u64) -> u64 {
        number * number
    }
    #[node(blocking = pool)]
    fn sum(squares: &[u64]) -> (u64, usize) {
        (squares.par_iter().sum(), rayon::current_num_threads())
    }
}

#[test]
fn elements_run_in_the_pool_and_functions_compute_in_parallel_there() {
    let pool = pool(3);
    on_both_flavours(async || {
        let input = elements::Input { pool: &pool, numbers: (0..100).collect() };
        assert_eq!(elements::Pipeline::run(input).await.sum, (328_350, 3));
    });
}
