use dagwright::dag;

#[dag]
mod work {
    async fn folder() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }

    async fn page(failure: Option<&Error>) -> usize {
        usize::from(failure.is_some())
    }
}

fn main() {}
