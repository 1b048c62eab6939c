use dagwright::dag;

#[dag]
mod work {
    async fn folder() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }

    #[node(finally, after(folder))]
    async fn clear() {}
}

fn main() {}
