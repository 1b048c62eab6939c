use dagwright::dag;

#[dag]
mod shop {
    async fn user() -> u64 {
        7
    }

    #[node]
    #[tokio::main]
    async fn cart() {}
}

fn main() {
    drop(shop::Pipeline::run());
}
