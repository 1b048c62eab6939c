use std::sync::Arc;

use dagwright::dag;

pub struct Threads;

// digest (blocking)         the compiler knows that `Threads` is no executor
#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub threads: Arc<Threads>,
    }

    #[node(blocking = threads)]
    fn digest() -> u32 {
        1
    }
}

fn main() {
    let _ = checkout::Pipeline::run;
}
