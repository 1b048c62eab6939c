use dagwright::dag;

#[dag]
mod checkout {
    async fn text() -> String {
        String::new()
    }

    async fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }

    #[node(aftr(words))]
    async fn page() -> usize {
        0
    }
}

fn main() {}
