use dagwright::dag;

#[dag]
mod checkout {
    async fn user() -> u64 {
        7
    }
    async fn user() -> String {
        "Ada".to_owned()
    }
    async fn page(user: u64) -> String {
        user.to_string()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
