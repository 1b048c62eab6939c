// user ──┬→ cart
//        └→ offers
// stock ─┘
#[dag]
pub mod shop {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    async fn user(id: u64) -> String {
        name_of(id).await
    }

    async fn stock() -> Vec<String> {
        goods().await
    }

    async fn cart(user: &str) -> Vec<String> {
        cart_of(user).await
    }

    async fn offers(user: &str, stock: &[String]) -> Vec<String> {
        offers_to(user, stock).await
    }
}
