use dagwright::dag;

#[dag]
mod work {
    #[input]
    pub struct Input {
        pub failure: u8,
    }

    async fn folder(failure: u8) -> Result<String, std::fmt::Error> {
        Ok(failure.to_string())
    }

    #[node(finally)]
    async fn clear(failure: Option<&Error>) {
        println!("{failure:?}");
    }
}

fn main() {}
