use dagwright::dag;

#[dag]
pub mod checkout {
    async fn user() -> u64 {
        7
    }

    fn cart(user: u64) -> u64 {
        user
    }

    async fn page(cart: u64) -> u64 {
        cart
    }
}

fn main() {}
