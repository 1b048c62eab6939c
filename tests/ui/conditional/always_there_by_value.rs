use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub name: String,
    }

    async fn page(name: Option<String>) -> usize {
        name.map_or(0, |name| name.len())
    }
}

fn main() {}
