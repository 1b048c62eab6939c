use dagwright::dag;

#[dag]
mod work {
    async fn folder() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }

    #[node(finally)]
    async fn clear(clear: Option<&String>) -> String {
        clear.cloned().unwrap_or_default()
    }
}

fn main() {}
