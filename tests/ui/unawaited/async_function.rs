use dagwright::dag;

#[dag]
mod shop {
    async fn user() -> impl Future<Output = u64> {
        async { 7 }
    }

    async fn cart() -> std::pin::Pin<Box<dyn Future<Output = u64> + Send>> {
        Box::pin(async { 7 })
    }

    async fn page(cart: u64) -> u64 {
        cart
    }
}

fn main() {
    drop(shop::Pipeline::run());
}
