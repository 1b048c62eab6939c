use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub secret: String,
    }

    impl Drop for Input {
        fn drop(&mut self) {
            self.secret.clear();
        }
    }

    #[node(spawn)]
    async fn page(secret: &str) -> usize {
        secret.len()
    }
}

fn main() {}
