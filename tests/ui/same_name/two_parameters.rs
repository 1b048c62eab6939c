use dagwright::dag;

#[dag]
mod checkout {
    async fn user() -> u64 {
        7
    }
    async fn page(user: u64, user: u64) -> u64 {
        user
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
