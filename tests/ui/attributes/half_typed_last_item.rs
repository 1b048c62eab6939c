use dagwright::dag;

#[dag]
pub mod shop {
    #![allow(dead_code)]
    #[input]
    pub struct Input {
        pub id: u64,
    }

    async fn user(id: u64, clock: u64) -> u64 {
        id
    }

    const LIMIT: u64 =
}

fn main() {}
