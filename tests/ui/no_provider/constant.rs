use dagwright::dag;

#[dag]
mod checkout {
    const LIMIT: u64 = 7;

    async fn page(#[from(LIMIT)] limit: u64) -> u64 {
        limit
    }
}

fn main() {}
