//! The pipeline: the steps of a crawl, and the failures that each puts up with.

use std::collections::HashSet;
use std::sync::Arc;

use dagwright::dag;
use tokio::sync::Semaphore;

use crate::document::{Document, Summary};
use crate::plan::path;
use crate::web::{Web, WebError};

/// The fate of one page.
pub enum Page {
    Html(String),
    Lost(WebError),
}

#[dag]
pub mod crawl {
    use super::*;

    /// Owned, because pages are read by tasks of their own, which could outlive a borrow.
    #[input]
    pub struct Input {
        pub web: Web,
        /// As many permits as the site wants to see requests at once, from anybody.
        pub slots: Arc<Semaphore>,
    }

    #[output]
    pub struct Output {
        pub summary: Summary,
    }

    /// The table of contents. There is no crawl without it, so when the last attempt fails, the run does.
    #[node(timeout = "1s", retry(attempts = 6, backoff = "2ms"), limit = slots)]
    async fn contents(web: &Web) -> Result<Vec<String>, WebError> {
        Ok(Document::parse(&web.get(&path(0)).await?)?.links)
    }

    /// Every page, or the reason why not: a page that stays away is no reason to give up the others.
    #[node(
        spawn,
        concurrency = 32,
        timeout = "1s",
        retry(attempts = 6, backoff = "2ms", max = "50ms", jitter),
        limit = slots,
        fallback = Page::Lost
    )]
    async fn pages(web: &Web, #[each(contents)] path: &str) -> Result<Page, WebError> {
        web.get(path).await.map(Page::Html)
    }

    /// Taking pages apart keeps a thread busy, so it is not done on those that everything else waits on.
    #[node(blocking, concurrency = 4)]
    fn documents(#[each(pages)] page: &Page) -> Result<Option<Document>, roxmltree::Error> {
        match page {
            Page::Html(html) => Document::parse(html).map(Some),
            Page::Lost(_) => Ok(None),
        }
    }

    #[node]
    fn lost(contents: &[String], pages: &[Page]) -> Vec<String> {
        let of = contents.iter().zip(pages);
        of.filter(|(_, page)| matches!(page, Page::Lost(_))).map(|(path, _)| path.clone()).collect()
    }

    /// For people who watch: the summary does not say why a page is lost.
    #[node(always)]
    fn log(contents: &[String], pages: &[Page]) {
        for (path, page) in contents.iter().zip(pages) {
            if let Page::Lost(error) = page {
                eprintln!("crawler: lost {path}: {error}");
            }
        }
    }

    #[node]
    fn dead_links(documents: &[Option<Document>], lost: &[String]) -> usize {
        let lost: HashSet<&String> = lost.iter().collect();
        documents.iter().flatten().flat_map(|document| &document.links).filter(|link| lost.contains(link)).count()
    }

    #[node]
    fn summary(documents: &[Option<Document>], lost: Vec<String>, dead_links: usize) -> Summary {
        let documents = || documents.iter().flatten();
        Summary {
            read: documents().count(),
            lost,
            words: documents().map(|document| document.words).sum(),
            links: documents().map(|document| document.links.len()).sum(),
            dead_links,
        }
    }
}
