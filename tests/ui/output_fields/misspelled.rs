use dagwright::dag;

#[dag]
mod checkout {
    #[output]
    pub struct Output {
        pub pgae: String,
    }

    async fn page() -> String {
        String::new()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
