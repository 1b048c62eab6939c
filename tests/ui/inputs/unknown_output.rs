use dagwright::dag;

#[dag]
mod shop {
    #[input(for = Sumary)]
    pub struct SummaryInput {
        pub first: u64,
    }

    #[input(for = run_receipt)]
    pub struct ReceiptInput {
        pub id: u64,
    }

    #[output]
    pub struct Summary {
        pub count: u64,
    }

    #[output]
    pub struct Receipt {
        pub user: u64,
    }

    async fn user(id: u64) -> u64 {
        id
    }

    async fn count(first: u64) -> u64 {
        first
    }
}

fn main() {}
