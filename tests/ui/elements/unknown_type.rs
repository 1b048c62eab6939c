use dagwright::dag;

#[dag]
pub mod crawl {
    #[input]
    pub struct Input {
        pub urls: Urls,
    }

    async fn page(#[each(urls)] url: &str) -> Page {
        Page::of(url)
    }

    #[node]
    fn length(#[each(page)] page: &String) -> usize {
        page.len()
    }

    async fn pages(length: Vec<usize>) -> usize {
        length.len()
    }
}

fn main() {}
