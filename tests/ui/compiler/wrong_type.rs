use dagwright::dag;

pub struct User;
pub struct Cart;

#[dag]
mod checkout {
    use super::*;

    async fn user() -> User {
        User
    }
    async fn cart(user: &Cart) -> Cart {
        let _ = user;
        Cart
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
