use dagwright::dag;

#[dag]
mod checkout {
    use std::sync::Arc;

    use tokio::sync::Semaphore;

    #[input]
    pub struct Input {
        pub permits: Arc<Semaphore>,
    }

    #[node(limit = permits)]
    fn page() -> String {
        String::new()
    }
}

fn main() {}
