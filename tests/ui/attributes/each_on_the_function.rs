use dagwright::dag;

#[dag]
mod checkout {
    async fn items() -> Vec<u64> {
        Vec::new()
    }

    #[each(items)]
    async fn price(item: u64) -> u64 {
        item
    }
}

fn main() {}
