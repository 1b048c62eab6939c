use dagwright::dag;

#[dag]
mod checkout {
    async fn page() -> String {
        helper().await
    }

    #[node(skip, timeout = "1s")]
    async fn helper() -> String {
        String::new()
    }
}

fn main() {}
