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

    #[output]
    pub struct Output {
        pub page: usize,
        pub secret: String,
    }

    async fn page(secret: &str) -> usize {
        secret.len()
    }
}

fn main() {}
