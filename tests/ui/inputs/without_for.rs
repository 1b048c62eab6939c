use dagwright::dag;

#[dag]
mod shop {
    #[input(Summary)]
    pub struct SummaryInput {
        pub first: u64,
    }

    #[output]
    pub struct Summary {
        pub count: u64,
    }

    async fn count(first: u64) -> u64 {
        first
    }
}

fn main() {
    drop(shop::Pipeline::run(shop::SummaryInput { first: 1 }));
}
