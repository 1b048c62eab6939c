use dagwright::dag;

#[dag]
mod shop {
    #[node(always())]
    async fn charge() -> u64 {
        7
    }
}

fn main() {}
