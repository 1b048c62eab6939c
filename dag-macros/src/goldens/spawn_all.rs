// a diamond, all of which may be on other workers where something runs beside it
#[dag(spawn)]
pub mod document {
    async fn text() -> String {
        read().await
    }

    async fn words(text: &str) -> usize {
        count_words(text).await
    }

    async fn lines(text: &str) -> usize {
        count_lines(text).await
    }

    async fn page(words: usize, lines: usize) -> Page {
        Page::new(words, lines).await
    }
}
