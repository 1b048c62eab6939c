use dagwright::dag;

#[dag]
mod checkout {
    #[output]
    pub struct Output {
        pub total: Result<u64, std::io::Error>,
    }

    async fn total() -> u64 {
        3
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
