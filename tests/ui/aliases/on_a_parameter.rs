use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    async fn stock(#[default(3)] id: u64, #[retry(attempts = 2)] _id: u64) -> u64 {
        id
    }
}

fn main() {}
