use dagwright::dag;

#[dag]
mod pages {
    #[node(timeout = "5M")]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
