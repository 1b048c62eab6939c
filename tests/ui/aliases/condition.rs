use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub vip: bool,
    }

    #[node(if = vip)]
    async fn badge() -> u64 {
        7
    }

    #[node(unless = vip)]
    async fn advert() -> u64 {
        8
    }
}

fn main() {}
