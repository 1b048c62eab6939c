#[dagwright::dag]
mod broken {
    #[input]
    pub struct Input {
        pub tries: i32,
        pub at_once: Option<usize>,
        pub pages: Vec<u32>,
    }

    #[node(retry(attempts = tries))]
    async fn again() -> Result<u32, std::fmt::Error> {
        Ok(1)
    }

    #[node(concurrency = at_once)]
    async fn page(#[each(pages)] number: &u32) -> u32 {
        *number
    }

    #[node]
    fn ratio() -> String {
        "2.0".to_owned()
    }

    #[node(retry(factor = ratio))]
    async fn slower() -> Result<u32, std::fmt::Error> {
        Ok(1)
    }
}

fn main() {}
