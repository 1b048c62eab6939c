use dagwright::dag;

#[dag]
mod checkout {
    #[output]
    pub struct Output {
        pub page: usize,
        pub badge: Option<Vec<String>>,
    }

    async fn vip() -> bool {
        true
    }

    #[node(wen = vip)]
    async fn badge() -> Vec<String> {
        Vec::new()
    }

    async fn page(badge: Option<&Vec<String>>) -> usize {
        badge.map_or(0, Vec::len)
    }
}

fn main() {}
