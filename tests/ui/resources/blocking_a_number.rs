use dagwright::dag;

// digest (blocking)
// page (spawn)         a number of threads is no executor
#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub threads: usize,
    }

    #[node(blocking = threads)]
    fn digest() -> u32 {
        1
    }
    #[node(spawn = threads)]
    async fn page() -> u32 {
        1
    }
}

fn main() {
    let _ = checkout::Pipeline::run;
}
