//! The lines of the README's table of options, compiled and run.

#[rustfmt::skip]
mod shop {
    use std::io;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    use tokio::sync::Semaphore;

    type Fetched<T> = Result<T, io::Error>;

    #[dagwright::dag]
    pub mod options {
        use super::*;

        #[input]
        pub struct Input { pub id: u32, pub vip: bool, pub file: PathBuf, pub permits: Arc<Semaphore> }

        #[node(blocking)] fn digest(file: &Path) -> io::Result<u64> { Ok(sum(&std::fs::read(file)?)) }
        #[node(spawn)] async fn score(digest: u64) -> u64 { heavy(digest) }
        #[node(timeout = "500ms")] async fn stock(id: u32) -> u32 { ask(id).await }
        #[node(retry(attempts = 4, backoff = "50ms", factor = 2.0, max = "2s", jitter))] async fn price(id: u32) -> io::Result<u32> { quote(id).await }
        #[node(fallback = no_ads)] async fn ads(id: u32) -> io::Result<Vec<String>> { offers(id).await }
        #[node(when = vip)] async fn badge(id: u32) -> String { format!("VIP {id}") }
        #[node(after(stock, price))] async fn audit(id: u32) { note(id).await }
        #[node(limit = permits)] async fn report(id: u32, digest: u64) -> u64 { send(id, digest).await }
        #[node(concurrency = 8)] async fn thumbs(#[each(ads)] ad: &str) -> usize { draw(ad).await }
        #[node(always)] async fn metric(score: u64) { count(score).await }
        #[node(commit)] async fn payment(stock: u32) -> u32 { pay(stock).await }
        #[node(finally)] async fn cleared(photo: Option<&Photo>, failure: Option<&Error>) { clear(photo, failure).await }
        #[node(fallible)] async fn user(id: u32) -> Fetched<String> { fetch(id).await }
        #[node(free)] async fn photo(id: u32) -> Photo { Photo::load(id) }
        #[node(skip)] async fn note(id: u32) { count(id.into()).await }
    }

    pub struct Photo(u32);
    impl Photo { fn load(id: u32) -> Self { Self(id) } }
    fn sum(bytes: &[u8]) -> u64 { bytes.iter().map(|byte| u64::from(*byte)).sum() }
    fn heavy(digest: u64) -> u64 { digest % 10 }
    fn no_ads(error: io::Error) -> Vec<String> { vec![error.to_string()] }
    async fn ask(id: u32) -> u32 { id }
    async fn quote(id: u32) -> io::Result<u32> { Ok(id) }
    async fn offers(_: u32) -> io::Result<Vec<String>> { Err(io::Error::other("none")) }
    async fn send(id: u32, digest: u64) -> u64 { u64::from(id) + digest }
    async fn draw(ad: &str) -> usize { ad.len() }
    async fn pay(amount: u32) -> u32 { amount }
    async fn clear(photo: Option<&Photo>, failure: Option<&options::Error>) { assert!(photo.is_some() && failure.is_none()); }
    async fn count(_: u64) {}
    async fn fetch(id: u32) -> Fetched<String> { Ok(id.to_string()) }
}

#[tokio::test]
async fn every_line_of_the_table_runs() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml").into();
    let permits = std::sync::Arc::new(tokio::sync::Semaphore::new(1));
    let input = shop::options::Input { id: 7, vip: true, file, permits };
    let output = shop::options::Pipeline::run(input).await.expect("nothing fails");
    assert_eq!(output.badge.as_deref(), Some("VIP 7"));
    assert_eq!((output.thumbs, output.user.as_str()), (vec![4], "7"));
}

#[test]
fn every_row_of_the_table_shows_a_line_that_is_compiled_here() {
    let readme = include_str!("../../README.md");
    let table = readme.split("## Options of a node").nth(1).and_then(|rest| rest.split("\n## ").next());
    let rows: Vec<&str> = table.unwrap_or_default().lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(rows.len(), 15, "{rows:?}");
    for row in rows {
        let example = row.rsplit(" | `").next().and_then(|cell| cell.strip_suffix("` |")).unwrap_or(row);
        let lines = include_str!("readme_options.rs").lines();
        assert!(lines.into_iter().any(|line| line.trim() == example), "not compiled: {example}");
    }
}
