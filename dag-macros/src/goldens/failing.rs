// user → cart ──┐
// stock ────────┴→ page        the first failure ends the run
#[dag]
pub mod checkout {
    #[input]
    pub struct Input<'a> {
        pub db: &'a Db,
    }

    async fn user(db: &Db) -> Result<User, DbError> {
        db.user().await
    }

    async fn cart(user: &User, db: &Db) -> io::Result<Cart> {
        db.cart(user).await
    }

    async fn stock() -> Result<Vec<String>, StockError> {
        Stock::read().await
    }

    #[node]
    fn page(cart: &Cart, stock: &[String]) -> String {
        format!("{} of {}", cart.len(), stock.len())
    }
}
