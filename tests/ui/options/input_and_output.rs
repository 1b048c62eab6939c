use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    #[output]
    pub struct Both {
        pub user: u64,
    }

    async fn user() -> u64 {
        3
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
