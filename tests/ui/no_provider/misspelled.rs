use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub user_id: u64,
    }

    async fn user(user_id: u64) -> String {
        user_id.to_string()
    }
    async fn cart(usr: &str) -> Vec<String> {
        vec![usr.to_owned()]
    }
    async fn page(user: &str, cart: &[String]) -> String {
        format!("{user}: {cart:?}")
    }
}

fn main() {
    let run = checkout::Pipeline::run(checkout::Input { user_id: 7 });
    drop(run);
}
