use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub vip: bool,
    }

    #[node(when = vip)]
    async fn badge() -> String {
        String::new()
    }

    async fn page(badge: String) -> String {
        badge
    }

    async fn title(badge: Option<&str>) -> bool {
        badge.is_some()
    }
}

fn main() {}
