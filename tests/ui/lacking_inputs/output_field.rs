use dagwright::dag;

#[dag]
mod shop {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[input(for = Summary)]
    pub struct SummaryInput {
        pub first: u64,
    }

    #[output]
    pub struct Output {
        pub user: u64,
    }

    #[output]
    pub struct Summary {
        pub id: u64,
        pub first: u64,
    }

    async fn user(id: u64) -> u64 {
        id
    }
}

fn main() {}
