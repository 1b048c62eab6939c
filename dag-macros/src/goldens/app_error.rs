// user ──┐
// stock ─┴→ page        every failure becomes an AppError
#[dag(error = AppError)]
pub mod checkout {
    async fn user() -> Result<User, DbError> {
        User::load().await
    }

    async fn stock() -> io::Result<Vec<String>> {
        goods().await
    }

    #[node]
    fn page(user: User, stock: Vec<String>) -> Result<Page, AppError> {
        Page::new(user, stock)
    }
}
