use dagwright::dag;

#[dag]
mod checkout {
    async fn user(user_id: u64) -> String {
        user_id.to_string()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
