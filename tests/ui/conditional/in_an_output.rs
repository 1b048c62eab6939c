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

    #[output]
    pub struct Output {
        pub badge: Badge,
    }

    #[node(when = is_vip)]
    async fn badge() -> Badge {
        Badge(7)
    }
}

fn main() {}
