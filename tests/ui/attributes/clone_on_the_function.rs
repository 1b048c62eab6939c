use dagwright::dag;

#[dag]
mod checkout {
    async fn items() -> Vec<u64> {
        Vec::new()
    }

    #[clone]
    async fn price(items: Vec<u64>) -> usize {
        items.len()
    }

    async fn page(items: Vec<u64>) -> usize {
        items.len()
    }
}

fn main() {}
