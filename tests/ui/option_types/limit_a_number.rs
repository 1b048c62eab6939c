use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub permits: usize,
    }

    #[node(limit = permits)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
