use dagwright::dag;

#[dag(derive(Clone))]
mod shop {
    #[output]
    pub struct Output {
        pub user: u64,
    }

    async fn user() -> u64 {
        7
    }
}

fn main() {}
