use std::sync::Arc;

use dagwright::dag;
use tokio::runtime::Runtime;

// page (spawn)         the handle is asked for
#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Arc<Runtime>,
    }

    #[node(spawn = workers)]
    async fn page() -> u32 {
        1
    }
}

fn main() {
    let _ = checkout::Pipeline::run;
}
