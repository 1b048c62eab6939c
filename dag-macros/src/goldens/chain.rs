// user → orders → total
#[dag]
pub mod report {
    #[input]
    pub struct Input {
        pub user_id: u64,
    }

    async fn user(user_id: u64) -> User {
        User::load(user_id).await
    }

    async fn orders(user: &User) -> Vec<Order> {
        user.orders().await
    }

    #[node]
    fn total(orders: &[Order]) -> u64 {
        orders.iter().map(|order| order.price).sum()
    }
}
