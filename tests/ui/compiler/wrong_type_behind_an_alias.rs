use dagwright::dag;

type Result<T> = std::result::Result<T, String>;
pub struct User;
pub struct Order;

#[dag]
mod checkout {
    use super::*;

    async fn user() -> Result<User> {
        Ok(User)
    }
    async fn page(user: &Order) -> bool {
        matches!(user, Order)
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
