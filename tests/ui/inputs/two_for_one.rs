use dagwright::dag;

#[dag]
mod shop {
    #[input(for = (Summary, Summary))]
    pub struct SummaryInput {
        pub first: u64,
    }

    #[input(for = (Output, Summary))]
    pub struct Input {
        pub id: u64,
    }

    #[output]
    pub struct Output {
        pub user: u64,
    }

    #[output]
    pub struct Summary {
        pub count: u64,
    }

    async fn user(id: u64) -> u64 {
        id
    }

    async fn count(first: u64) -> u64 {
        first
    }
}

fn main() {}
