use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub orders: Vec<u64>,
    }

    #[node]
    fn large(#[each(orders)] order: &u64) -> bool {
        *order > 100
    }

    #[node(when = large)]
    async fn badge() -> String {
        String::new()
    }
}

fn main() {}
