use dagwright::dag;

#[dag]
mod checkout {
    #[output]
    pub struct Output {
        pub user: u64,
        pub user: u64,
    }

    async fn user() -> u64 {
        7
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
