use dagwright::dag;

#[dag]
mod checkout {
    use std::sync::Arc;

    use tokio::sync::Semaphore;

    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[node]
    fn permits() -> Arc<Semaphore> {
        Arc::new(Semaphore::new(4))
    }

    #[node(limit = permits)]
    async fn page(id: u64) -> String {
        id.to_string()
    }
}

fn main() {}
