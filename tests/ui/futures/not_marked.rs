use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<F>
    where
        F: Future<Output = u64>,
    {
        pub id: F,
    }

    async fn stock(id: u64) -> u64 {
        id
    }
}

fn main() {}
