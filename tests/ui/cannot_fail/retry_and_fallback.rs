use dagwright::dag;

#[dag]
mod checkout {
    #[node(retry, fallback = String::from)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
