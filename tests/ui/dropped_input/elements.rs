use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub secret: Vec<Letter>,
    }

    impl Drop for Input {
        fn drop(&mut self) {
            self.secret.clear();
        }
    }

    async fn pages(#[each(secret)] letter: Letter) -> u8 {
        letter.0
    }

    pub struct Letter(pub u8);
}

fn main() {}
