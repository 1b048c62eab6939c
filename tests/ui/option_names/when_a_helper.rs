use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub orders: u64,
    }

    fn is_vip(orders: u64) -> bool {
        orders > 100
    }

    #[node(when = is_vip)]
    async fn badge(orders: u64) -> String {
        format!("{orders} {}", is_vip(orders))
    }
}

fn main() {}
