use std::sync::Arc;

use dagwright::dag;

// digest (blocking)         in a pool, for which rayon is needed
// text (blocking)           on an executor, for which either is
#[dag]
mod pipeline {
    use super::*;

    /// Stand in for rayon's pool, and for a handle.
    pub struct ThreadPool;
    pub struct Executor;

    #[input]
    pub struct Input {
        pub pool: Arc<ThreadPool>,
        pub executor: Executor,
    }

    #[node(blocking = pool)]
    fn digest() -> u32 {
        7
    }
    #[node(blocking = executor)]
    fn text() -> u32 {
        7
    }
    #[node(spawn = executor)]
    async fn page() -> u32 {
        7
    }
}

fn main() {
    let _ = pipeline::Pipeline::run;
}
