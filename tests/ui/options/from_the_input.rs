use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub user: u64,
    }

    async fn page(#[from(input.user)] id: u64) -> u64 {
        id
    }
}

fn main() {}
