use dagwright::dag;

#[dag]
mod checkout {
    #[node(after(page))]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
