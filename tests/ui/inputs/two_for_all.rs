use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub user_id: u64,
    }

    #[input]
    pub struct Settings {
        pub language: String,
    }

    async fn user(user_id: u64) -> String {
        user_id.to_string()
    }

    async fn page(user: &str, language: &str) -> String {
        format!("{user} {language}")
    }
}

fn main() {
    drop(checkout::Pipeline::run(checkout::Input { user_id: 7 }));
}
