use dagwright::dag;

#[dag]
mod checkout {
    pub struct Input {
        pub user_id: u64,
    }

    async fn user(user_id: u64) -> String {
        user_id.to_string()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
