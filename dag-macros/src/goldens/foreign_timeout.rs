// user (50 ms at most) ─┬→ orders (20 ms at most) ─┬→ page        errors that know nothing of timeouts
//                       └→ offers ───────────────────┘
#[dag]
pub mod rows {
    use super::*;

    #[node(timeout = "50ms")]
    async fn user() -> Result<User, sqlx::Error> {
        find_user().await
    }

    #[node(timeout = "20ms")]
    async fn orders(user: &User) -> Result<Orders, sqlx::Error> {
        find_orders(user).await
    }

    async fn offers(user: &User) -> Offers {
        find_offers(user).await
    }

    async fn page(orders: &Orders, offers: &Offers) -> Page {
        render(orders, offers)
    }
}
