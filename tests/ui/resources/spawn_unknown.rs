use dagwright::dag;

pub struct Threads;

// page (spawn)         the compiler knows that `Threads` is no handle of a runtime
#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub threads: &'a Threads,
    }

    #[node(spawn = threads)]
    async fn page() -> u32 {
        1
    }
}

fn main() {
    let _ = checkout::Pipeline::run;
}
