use dagwright::dag;

#[dag]
mod checkout {
    async fn count() -> u64;

    async fn page(count: u64) -> u64 {
        count
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
