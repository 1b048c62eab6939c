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

    async fn page(secret: String) -> usize {
        secret.len()
    }
}

fn main() {}
