// file ─→ text (blocking, again) ┬→ words (spawn) → ranks (spawn) ┐
//                                └→ score (spawn) ────────────────┴→ page        words and ranks are one task
#[dag]
pub mod document {
    #[input]
    pub struct Input<'a> {
        pub file: PathBuf,
        pub pool: &'a Handle,
        pub workers: Arc<Handle>,
    }

    #[node(blocking = pool, retry)]
    fn text(file: &Path) -> io::Result<String> {
        read_to_string(file)
    }

    #[node(spawn = workers)]
    async fn words(text: &str) -> Vec<String> {
        split(text).await
    }

    #[node(spawn = workers)]
    async fn ranks(words: &[String]) -> Vec<u64> {
        rank(words).await
    }

    #[node(spawn = pool)]
    async fn score(text: &str) -> u64 {
        score_of(text).await
    }

    async fn page(score: u64, ranks: &[u64]) -> Page {
        Page::new(score, ranks)
    }
}
