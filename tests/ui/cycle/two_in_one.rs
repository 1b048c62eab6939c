use dagwright::dag;

#[dag]
mod checkout {
    async fn cart(offers: &[String]) -> Vec<String> {
        offers.to_vec()
    }

    async fn stock(cart: &[String]) -> Vec<String> {
        cart.to_vec()
    }

    async fn offers(stock: Vec<String>, cart: &[String]) -> Vec<String> {
        [stock, cart.to_vec()].concat()
    }

    async fn page(stock: Vec<String>) -> usize {
        stock.len()
    }
}

fn main() {}
