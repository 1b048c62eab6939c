use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub is_guest: bool,
    }

    async fn page(badge: Option<&str>) -> bool {
        badge.is_some()
    }

    #[node(when = !)]
    async fn badge() -> String {
        String::new()
    }
}

fn main() {}
