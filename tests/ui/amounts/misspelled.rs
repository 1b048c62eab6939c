#[dagwright::dag]
mod broken {
    #[input]
    pub struct Input {
        pub limit: std::time::Duration,
        pub tries: usize,
    }

    #[node(timeout = limits, retry(attempts = tires))]
    async fn page() -> Result<String, std::fmt::Error> {
        Err(std::fmt::Error)
    }

    async fn shown(limit: &std::time::Duration, tries: usize) {
        println!("{limit:?} {tries}");
    }
}

fn main() {}
