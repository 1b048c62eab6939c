use dagwright::dag;

#[derive(Clone)]
pub struct Badge(u64);

#[dag]
mod checkout {
    use super::*;

    async fn badge() -> Badge {
        Badge(7)
    }

    async fn page(badge: Option<&Badge>) -> bool {
        badge.is_some()
    }
}

fn main() {}
