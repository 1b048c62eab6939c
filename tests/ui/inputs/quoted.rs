use dagwright::dag;

#[dag]
mod shop {
    #[input(for = "Summary")]
    pub struct SummaryInput {
        pub first: u64,
    }

    #[input(output = [Output, Receipt])]
    pub struct Input {
        pub id: u64,
    }

    async fn count(first: u64) -> u64 {
        first
    }
}

fn main() {}
