use dagwright::dag;

pub struct User;

#[dag]
mod checkout {
    use super::User;

    async fn users() -> Vec<User> {
        Vec::new()
    }

    async fn page(users: &User) -> u64 {
        let _ = users;
        7
    }
}

fn main() {}
