use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        #[future]
        pub token: std::future::Ready<u8>,
    }

    impl Drop for Input {
        fn drop(&mut self) {
            println!("over");
        }
    }

    async fn page(token: u8) -> u8 {
        token
    }
}

fn main() {}
