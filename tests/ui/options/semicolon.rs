use dagwright::dag;

#[dag]
mod checkout {
    #[node(timeout = "1s"; spawn)]
    async fn page() -> u64 {
        7
    }
}

fn main() {}
