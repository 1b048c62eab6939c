use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub enum Input {
        Title { title: String },
    }

    async fn page(title: String) -> String {
        title
    }
}

fn main() {}
