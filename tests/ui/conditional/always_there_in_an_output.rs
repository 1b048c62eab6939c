use dagwright::dag;

#[dag]
mod checkout {
    #[output]
    pub struct Output {
        pub total: Option<u64>,
    }

    async fn total() -> u64 {
        7
    }
}

fn main() {}
