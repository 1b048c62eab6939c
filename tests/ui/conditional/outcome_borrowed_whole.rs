use dagwright::dag;

#[derive(Clone)]
pub struct Badge(u64);

pub struct Refused;

#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub is_vip: bool,
    }

    #[node(when = is_vip)]
    async fn badge() -> Result<Badge, Refused> {
        Ok(Badge(7))
    }

    async fn page(badge: &Result<Badge, Refused>) -> bool {
        badge.is_ok()
    }
}

fn main() {}
