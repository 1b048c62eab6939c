use dagwright::dag;

#[dag]
mod work {
    async fn folder() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }

    #[node(finally)]
    async fn clear(folder: Option<&String>) -> usize {
        folder.map_or(0, String::len)
    }

    async fn page(clear: usize) -> usize {
        clear
    }
}

fn main() {}
