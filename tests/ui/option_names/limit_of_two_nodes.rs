use dagwright::dag;

#[dag]
mod checkout {
    #[node(limit = permits)]
    async fn cart() -> u64 {
        7
    }

    #[node(limit = permits)]
    async fn page(cart: u64) -> u64 {
        cart
    }
}

fn main() {}
