use dagwright::dag;

#[dag]
pub mod checkout {
    async fn user() -> Result<u64, String> {
        Ok(7)
    }

    async fn page(user: &Result<u64, String>) -> bool {
        user.is_ok()
    }
}

fn main() {}
