use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    fn id() -> u64 {
        7
    }

    async fn page(id: u64) -> u64 {
        id
    }
}

fn main() {}
