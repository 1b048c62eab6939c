use dagwright::{Timeout, dag};

#[dag]
mod checkout {
    use super::*;

    #[node(infallible, timeout = "1s")]
    async fn page() -> String {
        String::new()
    }

    async fn length(page: Result<&String, &Timeout>) -> usize {
        page.map_or(0, String::len)
    }
}

fn main() {}
