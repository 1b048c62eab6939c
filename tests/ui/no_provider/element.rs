use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub ids: Vec<u64>,
    }

    async fn cart(id: u64) -> u64 {
        id
    }
}

fn main() {}
