use dagwright::dag;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    async fn buyer() -> User {
        User
    }

    async fn seller() -> User {
        User
    }

    async fn cart(user: &User) -> u64 {
        let _ = user;
        7
    }
}

fn main() {}
