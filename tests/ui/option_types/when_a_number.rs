use dagwright::dag;

#[dag]
mod checkout {
    async fn orders() -> u64 {
        7
    }

    #[node(when = orders)]
    async fn badge() -> String {
        String::new()
    }
}

fn main() {}
