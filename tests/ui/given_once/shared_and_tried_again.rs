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

    async fn noted(card: &Card) -> u64 {
        card.number
    }
}

fn main() {}
