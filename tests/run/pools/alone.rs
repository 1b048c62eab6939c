//! A pool of rayon's needs no tokio.

use dagwright::dag;
use rayon::{ThreadPool, ThreadPoolBuilder};

// ids ─┬→ digest (pool) ──────┬→ sum
//      └→ squares (each, pool) ┘
#[dag]
mod pipeline {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub pool: &'a ThreadPool,
        pub ids: Vec<u32>,
    }

    #[node(blocking = pool)]
    fn digest(ids: &[u32]) -> Result<u32, String> {
        if ids.is_empty() { Err("nothing there".into()) } else { Ok(ids.iter().sum()) }
    }
    #[node(blocking = pool)]
    fn squares(#[each(ids)] id: &u32) -> u32 {
        id * id
    }
    async fn sum(digest: u32, squares: &[u32]) -> u32 {
        digest + squares.iter().sum::<u32>()
    }
}

#[test]
fn functions_run_in_a_pool_without_tokio() {
    let pool = ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let run = |ids| smol::block_on(pipeline::Pipeline::run(pipeline::Input { pool: &pool, ids }));
    assert_eq!(run(vec![1, 2, 3]).unwrap().sum, 20);
    assert_eq!(run(vec![]).expect_err("there are no numbers").node(), "digest");
}
