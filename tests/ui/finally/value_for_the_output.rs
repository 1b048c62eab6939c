use dagwright::dag;

#[dag]
mod work {
    async fn folder() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }

    #[output]
    pub struct Output {
        pub folder: String,
        pub clear: usize,
    }

    #[node(finally)]
    async fn clear(folder: Option<&String>) -> usize {
        folder.map_or(0, String::len)
    }
}

fn main() {}
