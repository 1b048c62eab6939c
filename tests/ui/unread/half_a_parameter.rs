use dagwright::dag;

#[dag]
mod checkout {
    async fn user() -> u64 {
        7
    }

    async fn cart(user: ) -> u64 {
        7
    }

    async fn page(cart: u64, id) -> u64 {
        cart
    }
}

fn main() {}
