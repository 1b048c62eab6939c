use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub card: String,
    }

    async fn total(cart: u64) -> u64 {
        cart
    }
}

fn main() {}
