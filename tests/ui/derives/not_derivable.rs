use dagwright::dag;

pub struct User;
pub struct NoUser;

#[dag(derive(Clone, PartialEq, Missing))]
mod shop {
    use super::*;

    async fn user() -> Result<User, NoUser> {
        Err(NoUser)
    }
}

fn main() {}
