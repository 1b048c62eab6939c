use dagwright::dag;

#[dag]
mod checkout {
    use std::sync::Arc;

    use tokio::sync::Semaphore;

    #[input]
    pub struct Input {
        pub id: u64,
        pub permits: Arc<Semaphore>,
    }

    #[node(limit = permit)]
    async fn page(id: u64) -> String {
        id.to_string()
    }
}

fn main() {}
