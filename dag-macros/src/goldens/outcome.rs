// user ──┐
// advice ┴→ page        a failure of advice is a value
#[dag]
pub mod checkout {
    async fn user() -> Result<User, DbError> {
        User::load().await
    }

    async fn advice() -> Result<Advice, AdviceError> {
        Advice::ask().await
    }

    async fn page(user: &User, advice: Result<&Advice, &AdviceError>) -> String {
        match advice {
            Ok(advice) => format!("{}: {advice}", user.name),
            Err(_) => user.name.clone(),
        }
    }
}
