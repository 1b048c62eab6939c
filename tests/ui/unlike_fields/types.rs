use dagwright::dag;

#[dag]
mod shop {
    #[input]
    pub struct Input {
        pub id: u64,
        pub name: String,
    }

    #[input(for = Summary)]
    pub struct SummaryInput {
        pub id: String,
    }

    #[output]
    pub struct Output {
        pub user: u64,
        pub name: String,
    }

    #[output]
    pub struct Summary {
        pub count: u64,
    }

    async fn user(id: u64) -> u64 {
        id
    }

    async fn count(user: u64, id: &str) -> usize {
        user as usize + id.len()
    }
}

fn main() {}
