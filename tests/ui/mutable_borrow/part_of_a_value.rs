//! What is asked for is what the value is dereferenced to: the message names the value's own type.

use dagwright::dag;

#[dag]
mod checkout {
    async fn cart() -> Vec<u32> {
        vec![7]
    }
    async fn total(cart: &mut [u32]) -> u32 {
        cart.sort_unstable();
        cart[0]
    }
}

fn main() {}
