use dagwright::dag;

#[dag]
mod checkout {
    async fn count() -> u64 {
        7
    }
    async fn page(&self) -> u64 {
        7
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
