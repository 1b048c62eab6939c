use dagwright::dag;

#[dag]
mod checkout {
    async fn migrated() {}

    async fn warmed() {}

    #[node(after(migrated, wormed))]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
