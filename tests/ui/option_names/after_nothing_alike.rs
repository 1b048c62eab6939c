use dagwright::dag;

#[dag]
mod checkout {
    #[node(after(migrated))]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
