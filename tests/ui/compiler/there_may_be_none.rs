use dagwright::dag;

pub struct User;

#[dag]
mod checkout {
    use super::User;

    async fn user() -> Option<User> {
        None
    }

    async fn page(user: &User) -> u64 {
        let _ = user;
        7
    }
}

fn main() {}
