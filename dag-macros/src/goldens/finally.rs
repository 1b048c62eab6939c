// folder ─→ files ─→ total      clear, note (finally)
#[dag]
pub mod listing {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub root: &'a Path,
    }

    async fn folder(root: &Path) -> Result<Folder, IoError> {
        Folder::new(root)
    }

    async fn files(folder: &Folder) -> Result<Vec<String>, IoError> {
        folder.files()
    }

    async fn total(files: &[String]) -> usize {
        files.len()
    }

    #[node(finally)]
    async fn clear(folder: Option<&Folder>) -> Result<(), IoError> {
        folder.map_or(Ok(()), Folder::clear)
    }

    #[node(finally)]
    fn note(total: Option<&usize>, failure: Option<&Error>) {
        println!("{total:?} {failure:?}");
    }
}
