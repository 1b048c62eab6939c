use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub member: bool,
    }

    #[node(when = member)]
    async fn is_vip() -> bool {
        true
    }

    #[node(when = is_vip)]
    async fn badge() -> String {
        String::new()
    }
}

fn main() {}
