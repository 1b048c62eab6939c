use dagwright::dag;

#[dag(derive(Default))]
mod shop {
    #[output]
    pub struct Output {
        pub user: u64,
    }

    async fn user() -> Result<u64, u8> {
        Err(1)
    }
}

fn main() {}
