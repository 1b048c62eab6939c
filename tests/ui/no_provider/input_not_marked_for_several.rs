use dagwright::dag;

#[dag]
mod checkout {
    pub struct Input {
        pub user_id: u64,
        pub language: String,
    }

    async fn user(user_id: u64) -> String {
        user_id.to_string()
    }

    async fn page(user: &str, language: &str, user_id: u64) -> String {
        format!("{user} {language} {user_id}")
    }
}

fn main() {
    drop(checkout::Pipeline::run(checkout::Input { user_id: 7, language: String::new() }));
}
