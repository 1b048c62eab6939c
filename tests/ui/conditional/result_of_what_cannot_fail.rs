use dagwright::dag;

#[derive(Clone)]
pub struct Badge(u64);

#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub is_vip: bool,
    }

    #[node(when = is_vip)]
    async fn badge() -> Badge {
        Badge(7)
    }

    async fn page(badge: Result<&Badge, &std::fmt::Error>) -> bool {
        badge.is_ok()
    }
}

fn main() {}
