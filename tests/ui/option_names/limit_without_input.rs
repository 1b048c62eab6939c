use dagwright::dag;

#[dag]
mod checkout {
    #[node(limit = permits)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
