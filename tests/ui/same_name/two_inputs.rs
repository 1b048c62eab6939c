use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub user: u64,
        pub user: String,
    }

    async fn page(user: u64) -> String {
        user.to_string()
    }
}

fn main() {
    let run = checkout::Pipeline::run(checkout::Input { user: 7 });
    drop(run);
}
