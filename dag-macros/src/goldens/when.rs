// vip decides: history → badge → page; history is unneeded when vip is false by the time it could start
#[dag]
pub mod profile {
    #[input]
    pub struct Input {
        pub user_id: u64,
    }

    async fn vip(user_id: u64) -> bool {
        is_vip(user_id).await
    }

    async fn user(user_id: u64) -> User {
        User::load(user_id).await
    }

    async fn history(user: &User) -> Vec<Order> {
        user.orders().await
    }

    #[node(when = vip)]
    async fn badge(history: &[Order]) -> Badge {
        Badge::of(history).await
    }

    async fn page(user: &User, badge: Option<&Badge>) -> Page {
        Page::new(user, badge).await
    }
}
