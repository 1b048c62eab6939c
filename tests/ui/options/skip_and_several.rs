use dagwright::dag;

#[dag]
mod checkout {
    async fn page() -> String {
        shout("hello").await
    }

    #[node(skip, retry, timeout = "1s")]
    async fn shout(text: &str) -> String {
        text.to_owned()
    }
}

fn main() {}
