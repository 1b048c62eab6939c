use dagwright::dag;

#[dag]
mod checkout {
    #[output]
    pub struct Output {
        pub page: u64,
        pub page: String,
    }

    async fn page() -> u64 {
        7
    }
}

fn main() {}
