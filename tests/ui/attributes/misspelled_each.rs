use dagwright::dag;

#[dag]
mod checkout {
    async fn items() -> Vec<u64> {
        Vec::new()
    }

    #[node(concurrency = 4)]
    async fn price(#[eahc(items)] item: u64) -> u64 {
        item
    }
}

fn main() {}
