use dagwright::dag;

pub struct User {
    name: String,
}

#[dag]
mod checkout {
    use super::User;

    async fn user() -> User {
        User { name: "Ada".to_owned() }
    }
    async fn cart(user: User) -> String {
        user.name
    }
    async fn page(user: &User, cart: &str) -> String {
        format!("{} {cart}", user.name)
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
