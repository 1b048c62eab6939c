// text ─┬→ doc ─┬→ title        doc borrows from text and is read in the other lane
//       │       └→ count
// limit ┴→ cut ─┘
#[dag]
pub mod summary {
    async fn text() -> String {
        read().await
    }

    async fn limit() -> usize {
        settings().await
    }

    async fn doc<'a>(text: &'a str) -> Doc<'a> {
        Doc::parse(text).await
    }

    async fn cut<'a>(text: &'a str, limit: usize) -> &'a str {
        &text[..limit]
    }

    async fn title(doc: &Doc<'_>) -> String {
        doc.words[0].to_owned()
    }

    async fn count(doc: &Doc<'_>, cut: &str) -> usize {
        doc.words.len() + cut.len()
    }
}
