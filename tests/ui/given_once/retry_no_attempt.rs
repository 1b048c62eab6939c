use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub card: String,
    }

    #[node(retry(attempts = 0))]
    async fn paid(card: String) -> Result<usize, std::io::Error> {
        Ok(card.len())
    }
}

fn main() {}
