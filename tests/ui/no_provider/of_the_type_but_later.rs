use dagwright::dag;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    async fn cart(user: &User) -> u64 {
        let _ = user;
        7
    }

    async fn updated(cart: u64) -> User {
        let _ = cart;
        User
    }
}

fn main() {}
