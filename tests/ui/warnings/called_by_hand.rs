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
}

fn main() {}
