#![deny(warnings)]
use dagwright::dag;

#[dag]
pub mod shop {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    async fn load(id: u64) -> Vec<u64> {
        vec![id]
    }

    async fn user(id: u64) -> u64 {
        load(id).await[0]
    }

    #[node]
    fn names(user: u64) -> Vec<String> {
        vec![format!("{}", tax(user))]
    }

    #[node]
    fn tax(id: u64) -> u64 {
        id / 5
    }

    async fn total(user: u64, names: Vec<String>) -> usize {
        dbg!(load(user).await.len()) + names.len()
    }

    async fn charge(id: u64) -> Result<u64, String> {
        Ok(id)
    }

    // By a path, and by helpers.
    async fn paid(id: u64) -> Result<u64, String> {
        self::charge(id).await
    }

    async fn paid_twice(id: u64) -> Result<u64, String> {
        twice(id, "card").await
    }

    #[node(skip)]
    async fn twice(id: u64, card: &str) -> Result<u64, String> {
        let again = with(id, card).await?;
        Ok(again + with(id, card).await?)
    }

    #[node(skip)]
    async fn with(id: u64, _card: &str) -> Result<u64, String> {
        charge(id).await
    }
}

fn main() {}
