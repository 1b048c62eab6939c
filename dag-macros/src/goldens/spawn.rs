// text ┬→ words → ranks ┐
//      └→ head ─────────┴→ page        words and ranks are one task
#[dag]
pub mod document {
    async fn text() -> String {
        read().await
    }

    #[node(spawn)]
    async fn words(text: &str) -> Vec<String> {
        split(text).await
    }

    #[node(spawn)]
    async fn ranks(words: &[String]) -> Vec<u64> {
        rank(words).await
    }

    async fn head(text: &str) -> String {
        first_line(text).await
    }

    async fn page(head: &str, words: &[String], ranks: &[u64]) -> Page {
        Page::new(head, words, ranks).await
    }
}
