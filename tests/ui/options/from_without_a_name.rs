use dagwright::dag;

#[dag]
mod checkout {
    async fn user() -> u64 {
        3
    }
    async fn page(#[from] author: u64) -> u64 {
        author
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
