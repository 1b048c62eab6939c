use dagwright::dag;

#[dag]
mod checkout {
    fn user() -> u64 {
        7
    }

    async fn user() -> u64 {
        7
    }

    async fn page(user: u64) -> String {
        user.to_string()
    }
}

fn main() {}
