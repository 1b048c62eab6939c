use dagwright::dag;

#[dag]
mod checkout {
    #[node(blocking)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
