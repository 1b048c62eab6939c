use dagwright::dag;

pub struct Badge;
pub struct NoBadge;

#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub vip: bool,
    }

    #[node(when = vip)]
    async fn badge() -> Result<Badge, NoBadge> {
        Ok(Badge)
    }
    async fn page(badge: Option<Result<&Badge, &NoBadge>>) -> bool {
        badge.is_some()
    }
}

fn main() {
    drop(checkout::Pipeline::run(checkout::Input { vip: true }));
}
