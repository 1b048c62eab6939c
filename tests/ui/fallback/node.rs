use dagwright::dag;

#[dag]
mod pages {
    #[node(fallback = default_page)]
    async fn page() -> Result<String, std::io::Error> {
        Ok(String::new())
    }

    async fn default_page() -> String {
        String::new()
    }
}

fn main() {}
