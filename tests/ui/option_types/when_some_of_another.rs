use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub is_vip: bool,
        pub note: &'a Option<String>,
    }

    async fn orders() -> Vec<u64> {
        vec![1]
    }

    #[node(when = some(orders))]
    async fn total() -> u64 {
        1
    }

    #[node(when = some(is_vip))]
    async fn badge() -> String {
        String::new()
    }

    #[node(when = some(note))]
    async fn card() -> String {
        String::new()
    }
}

fn main() {}
