use dagwright::dag;

#[dag]
mod checkout {
    async fn page(id: Option<u64> = None) -> u64 {
        id.unwrap_or_default()
    }
}

fn main() {}
