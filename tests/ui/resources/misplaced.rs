use dagwright::dag;
use tokio::runtime::Handle;

// page (blocking)         an `async fn` does not block
// title (spawn)           a plain `fn` is no task
#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
    }

    #[node(blocking = workers)]
    async fn page() -> u32 {
        1
    }
    #[node(spawn = workers)]
    fn title() -> u32 {
        1
    }
}

fn main() {
    let _ = checkout::Pipeline::run;
}
