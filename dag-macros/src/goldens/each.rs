// pages → images (borrowed, eight at once) → sizes (by value, inline)
//       └→ links (may fail)
#[dag]
pub mod crawl {
    async fn pages() -> Vec<Page> {
        Page::all().await
    }

    #[node(concurrency = 8)]
    async fn images(#[each(pages)] page: &Page) -> Image {
        page.image().await
    }

    async fn links(#[each(pages)] page: &Page) -> Result<Vec<Link>, LinkError> {
        page.links().await
    }

    #[node]
    fn sizes(#[each(images)] image: Image) -> usize {
        image.bytes.len()
    }
}
