#[dag]
pub mod checkout {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub user_id: u64,
        pub db: &'a Db,
    }

    async fn user(user_id: u64, db: &Db) -> io::Result<User> {
        db.user(user_id).await
    }

    async fn cart(user: &User, db: &Db) -> Vec<String> {
        db.cart(user.id).await
    }

    async fn offer(user: &User) -> String {
        format!("{} gets a cake", user.name)
    }

    #[node]
    fn page(user: &User, cart: Vec<String>, offer: &str) -> String {
        format!("{}: {}; {offer}", user.name, cart.join(", "))
    }
}
