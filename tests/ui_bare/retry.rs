use dagwright::dag;

// quote (retry)         the option needs tokio
#[dag]
mod pipeline {
    #[node(retry(attempts = 4))]
    async fn quote() -> Result<u32, String> {
        Err("refused".to_owned())
    }
}

fn main() {
    drop(pipeline::Pipeline::run());
}
