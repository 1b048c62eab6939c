use dagwright::dag;

pub const LIMIT: u64 = 7;

#[dag]
mod checkout {
    async fn page(#[from(LIMIT)] limit: u64) -> u64 {
        limit
    }
}

fn main() {}
