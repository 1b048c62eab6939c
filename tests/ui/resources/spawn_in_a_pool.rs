use std::sync::Arc;

use dagwright::dag;

/// As rayon's is called.
pub struct ThreadPool;

// page (spawn)         a pool of threads runs no tasks
#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub pool: Arc<ThreadPool>,
    }

    #[node(spawn = pool)]
    async fn page() -> u32 {
        1
    }
}

fn main() {
    let _ = checkout::Pipeline::run;
}
