use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub user_id: u64,
    }

    #[output]
    pub struct Output {
        pub pages: String,
    }

    async fn user(user_id: u64) -> Vec<String> {
        vec![user_id.to_string()]
    }
    async fn cart(usr: &[String], offers: &[String]) -> Vec<String> {
        [usr, offers].concat()
    }
    async fn offers(cart: &[String]) -> Vec<String> {
        cart.to_vec()
    }
    async fn title(user: &mut Vec<String>) -> String {
        user.concat()
    }
    async fn page(title: Result<&String, &std::io::Error>, cart: &[String]) -> String {
        format!("{title:?} {cart:?}")
    }
    async fn audit((code, text): (u64, String)) {
        println!("{code} {text}");
    }
}

fn main() {
    let run = checkout::Pipeline::run(checkout::Input { user_id: 7 });
    drop(run);
}
