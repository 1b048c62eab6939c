use dagwright::dag;

#[dag(derive(Clone, PartialEq, Clone))]
mod shop {
    async fn user() -> u64 {
        7
    }
}

fn main() {}
