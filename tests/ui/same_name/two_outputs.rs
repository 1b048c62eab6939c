use dagwright::dag;

#[dag]
mod checkout {
    #[output]
    pub struct Output {
        pub page: String,
    }

    #[output]
    pub struct Output {
        pub title: String,
    }

    async fn page() -> String {
        String::new()
    }

    async fn title() -> String {
        String::new()
    }
}

async fn print() {
    println!("{}", checkout::Pipeline::run().await.page);
}

fn main() {
    drop(print());
}
