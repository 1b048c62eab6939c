use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub user_id: u64,
    }

    #[input]
    pub struct Input {
        pub language: String,
    }

    async fn page(user_id: u64, language: &str) -> String {
        format!("{user_id} {language}")
    }
}

fn main() {}
