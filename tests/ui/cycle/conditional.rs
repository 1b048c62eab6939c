use dagwright::dag;

#[dag]
mod checkout {
    #[node(when = is_vip)]
    async fn badge() -> String {
        String::new()
    }

    async fn is_vip(badge: &str) -> bool {
        badge.is_empty()
    }
}

fn main() {}
