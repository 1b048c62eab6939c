use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub is_vip: bool,
    }

    #[node(when = is_vip)]
    async fn badge() -> String {
        String::new()
    }

    async fn page(badge: &str) -> usize {
        badge.len()
    }
}

fn main() {}
