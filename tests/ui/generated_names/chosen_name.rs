use dagwright::dag;

#[dag(name = Checkout)]
mod checkout {
    pub struct Checkout;

    async fn page() -> Checkout {
        Checkout
    }
}

fn main() {
    drop(checkout::Checkout::run());
}
