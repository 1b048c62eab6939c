//! Functions that an attribute makes a test or a program's `main` are no nodes, in whatever build.

use dagwright::dag;
use futures::executor::block_on;

#[dag]
pub mod tested {
    #![allow(dead_code, unused_imports)]
    use tokio::test;

    async fn a() -> u32 {
        1
    }
    async fn b(a: u32) -> u32 {
        a + 1
    }

    #[tokio::test]
    async fn a_is_one() {
        assert_eq!(a().await, 1);
    }
    #[test]
    async fn b_is_one_more() {
        assert_eq!(b(a().await).await, 2);
    }
    #[cfg_attr(all(), tokio::test(flavor = "multi_thread", worker_threads = 1))]
    async fn all_run() {
        assert_eq!(Pipeline::run().await.c, 3);
    }
    #[cfg_attr(any(), tokio::test)]
    async fn c(b: u32) -> u32 {
        b + 1
    }
    #[tokio::main(flavor = "current_thread")]
    async fn main() {
        assert_eq!(Pipeline::run().await.c, 3);
    }
    #[::core::prelude::v1::test]
    fn program_runs() {
        main();
    }
}

#[test]
fn tests_and_mains_are_no_nodes() {
    let tested::Output { c } = block_on(tested::Pipeline::run());
    assert_eq!(c, 3);
}
