use dagwright::dag;

#[dag]
mod checkout {
    async fn page() -> String {
        pay().await
    }

    #[node(skip, commit)]
    async fn pay() -> String {
        String::new()
    }
}

fn main() {}
