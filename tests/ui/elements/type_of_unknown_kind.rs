use dagwright::dag;

pub struct Cart;

#[dag]
mod checkout {
    use super::*;

    async fn cart() -> Cart {
        Cart
    }

    async fn prices(#[each(cart)] item: &u64) -> u64 {
        *item
    }
}

fn main() {}
