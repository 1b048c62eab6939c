use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub token: Token,
    }

    impl Drop for Input {
        fn drop(&mut self) {
            self.token.0 = 0;
        }
    }

    async fn page(token: Token) -> u8 {
        token.0
    }

    pub struct Token(pub u8);
}

fn main() {}
