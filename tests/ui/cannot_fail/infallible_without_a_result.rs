use dagwright::dag;

#[dag]
mod checkout {
    #[node(infallible, retry)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
