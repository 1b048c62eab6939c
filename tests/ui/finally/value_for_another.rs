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

    #[node(finally)]
    async fn told(clear: Option<&usize>) {
        println!("{clear:?}");
    }
}

fn main() {}
