use dagwright::dag;

/// A pool of another crate than rayon.
pub mod threads {
    pub struct ThreadPool;
}

// digest (blocking)         its threads would be started and ended with the run
#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub pool: threads::ThreadPool,
    }

    #[node(blocking = pool)]
    fn digest() -> u32 {
        1
    }
}

fn main() {
    let _ = checkout::Pipeline::run;
}
