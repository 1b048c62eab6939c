use dagwright::dag;

// quote (limited)         the option needs tokio
#[dag]
mod pipeline {
    /// Stands in for tokio's semaphore.
    pub struct Semaphore;

    #[input]
    pub struct Input<'a> {
        pub permits: &'a Semaphore,
    }

    #[node(limit = permits)]
    async fn quote() -> u32 {
        7
    }
}

fn main() {
    drop(pipeline::Pipeline::run(pipeline::Input { permits: &pipeline::Semaphore }));
}
