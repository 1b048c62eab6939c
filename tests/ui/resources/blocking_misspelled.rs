use dagwright::dag;
use tokio::runtime::Handle;

// digest (blocking)         nothing is called `worker`
#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub workers: Handle,
        pub id: u32,
    }

    #[node(blocking = worker)]
    fn digest(id: u32) -> u32 {
        id
    }
}

fn main() {
    let _ = checkout::Pipeline::run;
}
