use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub is_vip: bool,
    }

    #[node(when = is_vip)]
    async fn orders() -> Vec<u64> {
        vec![7]
    }

    async fn invoices(#[each(orders)] order: &u64) -> String {
        order.to_string()
    }
}

fn main() {}
