use dagwright::dag;
use tokio::runtime::Handle;

// page (spawn)
// digest (blocking)         executors are named as they are
#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub io: Handle,
    }

    #[node(spawn = "io")]
    async fn page() -> u32 {
        1
    }
    #[node(blocking = true)]
    fn digest() -> u32 {
        1
    }
    #[node(spawn(io))]
    async fn title() -> u32 {
        1
    }
}

fn main() {
    let _ = checkout::Pipeline::run;
}
