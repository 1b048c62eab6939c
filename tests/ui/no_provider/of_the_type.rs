use dagwright::dag;

pub struct User;

#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub user_id: u64,
    }

    async fn get_user(user_id: u64) -> Result<User, std::io::Error> {
        let _ = user_id;
        Ok(User)
    }

    async fn cart(user: &User) -> u64 {
        let _ = user;
        7
    }
}

fn main() {}
