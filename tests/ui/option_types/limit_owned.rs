use dagwright::dag;

#[dag]
mod checkout {
    use tokio::sync::Semaphore;

    #[input]
    pub struct Input {
        pub permits: Semaphore,
    }

    #[node(limit = permits)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
