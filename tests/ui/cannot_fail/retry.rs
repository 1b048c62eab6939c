use dagwright::dag;

#[dag]
mod checkout {
    #[node(retry)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
