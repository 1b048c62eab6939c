use dagwright::dag;

#[dag]
mod work {
    async fn folder() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }

    #[node(finally)]
    async fn clear(failure: &Error) {
        println!("{failure:?}");
    }
}

fn main() {}
