use dagwright::dag;

#[dag]
mod work {
    async fn folder() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }

    #[node(finally)]
    async fn clear(foldre: Option<&String>) {
        println!("{foldre:?}");
    }
}

fn main() {}
