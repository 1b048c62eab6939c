use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub coupon: Option<String>,
    }

    #[node(when = coupon)]
    async fn discount() -> u64 {
        1
    }

    #[node(when = !coupon)]
    async fn hint() -> String {
        String::new()
    }
}

fn main() {}
