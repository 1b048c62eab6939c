use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub card: String,
    }

    #[node(retry)]
    async fn paid(card: String) -> Result<u64, std::num::ParseIntError> {
        card.parse()
    }
}

fn main() {}
