use dagwright::dag;

pub struct Card {
    number: u64,
}

#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub cards: Vec<Card>,
    }

    #[node(retry)]
    async fn paid(#[each(cards)] card: Card) -> Result<u64, std::fmt::Error> {
        Ok(card.number)
    }
}

fn main() {}
