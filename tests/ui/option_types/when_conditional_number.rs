use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub member: bool,
    }

    #[node(when = member)]
    async fn orders() -> u64 {
        1
    }

    #[node(when = !orders)]
    async fn badge() -> String {
        String::new()
    }
}

fn main() {}
