use dagwright::dag;

pub struct Customer {
    orders: u64,
}

#[dag]
mod checkout {
    use super::*;

    async fn customer() -> Customer {
        Customer { orders: 7 }
    }

    #[node(when = customer)]
    async fn badge(customer: &Customer) -> u64 {
        customer.orders
    }
}

fn main() {}
