use dagwright::dag;

pub struct Card {
    number: u64,
}

#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub card: Card,
    }

    #[node(retry)]
    async fn paid(card: Card) -> Result<u64, std::fmt::Error> {
        Ok(card.number)
    }
}

fn main() {}
