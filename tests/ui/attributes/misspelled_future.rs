use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<F: Future<Output = String>> {
        #[futur]
        pub token: F,
    }

    async fn page(token: &str) -> usize {
        token.len()
    }
}

fn main() {}
