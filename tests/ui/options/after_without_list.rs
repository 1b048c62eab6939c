use dagwright::dag;

#[dag]
mod checkout {
    #[node(after)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
