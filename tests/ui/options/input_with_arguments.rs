use dagwright::dag;

#[dag]
mod checkout {
    #[input(user)]
    pub struct Input {
        pub user: u64,
    }

    async fn page(user: u64) -> u64 {
        user
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
