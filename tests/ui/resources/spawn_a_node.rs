use dagwright::dag;
use tokio::runtime::Handle;

// workers ─→ page (spawned on them)         which runs would share?
#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub runtime: Handle,
    }

    async fn workers(runtime: &Handle) -> Handle {
        runtime.clone()
    }
    #[node(spawn = workers)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {
    let _ = checkout::Pipeline::run;
}
