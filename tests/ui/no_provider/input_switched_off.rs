use dagwright::dag;

#[dag]
mod checkout {
    #[cfg(any())]
    #[input]
    pub struct Input {
        pub id: u64,
    }

    async fn page(id: u64) -> u64 {
        id
    }
}

fn main() {}
