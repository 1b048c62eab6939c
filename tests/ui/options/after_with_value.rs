use dagwright::dag;

#[dag]
mod checkout {
    async fn migrated() {}

    #[node(after = migrated)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
