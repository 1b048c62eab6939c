use dagwright::dag;

#[dag]
mod checkout {
    pub struct Output {
        pub page: String,
    }

    async fn page() -> String {
        String::new()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
