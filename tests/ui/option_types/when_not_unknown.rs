use dagwright::dag;

pub struct Customer {
    pub vip: bool,
}

#[dag]
mod checkout {
    use super::Customer;

    #[input]
    pub struct Input {
        pub customer: Customer,
    }

    #[node(when = !customer)]
    async fn badge() -> String {
        String::new()
    }

    #[node(when = some(customer))]
    async fn card() -> String {
        String::new()
    }
}

fn main() {}
