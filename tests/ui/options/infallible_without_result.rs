use dagwright::dag;

#[dag]
mod checkout {
    #[node(infallible)]
    async fn total() -> u64 {
        7
    }
}

fn main() {}
