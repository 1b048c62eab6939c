use dagwright::dag;

// quote (200 ms at most)         the option needs tokio
#[dag]
mod pipeline {
    #[node(timeout = "200ms")]
    async fn quote() -> u32 {
        7
    }
}

fn main() {
    drop(pipeline::Pipeline::run());
}
