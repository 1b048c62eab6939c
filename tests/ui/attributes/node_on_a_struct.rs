use dagwright::dag;

#[dag]
mod checkout {
    #[node]
    pub struct Input {
        pub title: String,
    }

    async fn page(title: String) -> String {
        title
    }
}

fn main() {}
