use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub user_id: u64,
    }

    async fn user(user_id: u64, database: &str) -> String {
        format!("{database}/{user_id}")
    }
}

fn main() {
    let run = checkout::Pipeline::run(checkout::Input { user_id: 7 });
    drop(run);
}
