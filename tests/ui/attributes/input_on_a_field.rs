use dagwright::dag;

#[dag]
mod checkout {
    pub struct Input {
        #[input]
        pub title: String,
    }

    async fn page(title: String) -> String {
        title
    }
}

fn main() {}
