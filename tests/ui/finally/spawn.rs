use dagwright::dag;

#[dag]
mod work {
    async fn folder() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }

    #[node(finally, spawn)]
    async fn clear() {}
}

fn main() {}
