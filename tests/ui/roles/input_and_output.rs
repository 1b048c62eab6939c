use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    #[output]
    pub struct Checkout {
        pub id: u64,
        pub page: Vec<String>,
    }

    async fn user(id: u64) -> String {
        id.to_string()
    }

    async fn title(page: Vec<String>) -> usize {
        page.len()
    }

    async fn footer(page: Vec<String>) -> usize {
        page.len()
    }
}

fn main() {}
