use dagwright::dag;

#[dag]
mod checkout {
    #[node]
    async fn _user() -> String {
        String::new()
    }

    async fn page(user: &str) -> usize {
        user.len()
    }
}

fn main() {}
