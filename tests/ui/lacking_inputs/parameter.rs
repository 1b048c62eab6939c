use dagwright::dag;

pub struct Db;

#[dag]
mod shop {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub id: u64,
        pub db: &'a Db,
    }

    #[input(for = Summary)]
    pub struct SummaryInput {
        pub id: u64,
    }

    #[input(for = Receipt)]
    pub struct ReceiptInput {
        pub id: u64,
        pub total: u64,
    }

    #[output]
    pub struct Output {
        pub orders: Vec<u64>,
    }

    #[output]
    pub struct Summary {
        pub count: usize,
    }

    #[output]
    pub struct Receipt {
        pub user: u64,
        pub total: u64,
    }

    async fn user(id: u64, db: &Db) -> u64 {
        let Db = db;
        id
    }

    async fn orders(user: u64, db: &Db) -> Vec<u64> {
        let Db = db;
        vec![user]
    }

    async fn count(orders: &[u64]) -> usize {
        orders.len()
    }
}

fn main() {
    drop(shop::Pipeline::run_summary(shop::SummaryInput { id: 7 }));
}
