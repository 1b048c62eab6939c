// digest ┐
// name ──┴→ entry        digest blocks, so it is on another thread
#[dag]
pub mod files {
    #[input]
    pub struct Input {
        pub file: PathBuf,
    }

    #[node(blocking)]
    fn digest(file: &Path) -> io::Result<u64> {
        sum(file)
    }

    async fn name(file: &Path) -> String {
        title_of(file).await
    }

    #[node]
    fn entry(digest: u64, name: String) -> Entry {
        Entry { digest, name }
    }
}
