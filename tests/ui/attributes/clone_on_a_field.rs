use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        #[clone]
        pub title: String,
    }

    async fn page(title: String) -> String {
        title
    }

    async fn head(title: String) -> String {
        title
    }
}

fn main() {}
