use dagwright::dag;

pub struct Settings {
    pub at_once: usize,
}

#[dag]
mod checkout {
    use std::sync::Arc;

    use super::*;

    #[input]
    pub struct Input {
        pub permits: Arc<Settings>,
    }

    #[node(limit = permits)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
