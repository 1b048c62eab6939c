// stock ┐
// price ┼→ report
// ads ──┘
#[dag]
pub mod quotes {
    #[input]
    pub struct Input<'a> {
        pub id: u32,
        pub permits: &'a Semaphore,
    }

    #[node(timeout = "500ms")]
    async fn stock(id: u32) -> u32 {
        ask(id).await
    }

    #[node(limit = permits, retry(attempts = 4, backoff = "50ms"))]
    async fn price(id: u32) -> io::Result<u32> {
        quote(id).await
    }

    #[node(fallback = no_ads, timeout = "1s")]
    async fn ads(id: u32) -> io::Result<Vec<String>> {
        offers(id).await
    }

    async fn report(stock: u32, price: u32, ads: &[String]) -> String {
        format!("{stock} at {price}, {} ads", ads.len())
    }
}
