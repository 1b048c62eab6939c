use dagwright::dag;

#[dag(derive = Clone)]
mod shop {
    async fn user() -> u64 {
        7
    }
}

#[dag(derive())]
mod empty {
    async fn user() -> u64 {
        7
    }
}

fn main() {}
