use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub ids: Vec<u64>,
    }

    #[node(concurrency = 8)]
    async fn pages(ids: &[u64]) -> Vec<String> {
        ids.iter().map(u64::to_string).collect()
    }
}

fn main() {}
