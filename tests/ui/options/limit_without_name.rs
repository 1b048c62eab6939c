use dagwright::dag;

#[dag]
mod checkout {
    #[node(limit = 4)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
