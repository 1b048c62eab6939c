// stock → price → report
#[dag]
pub mod quotes {
    #[input]
    pub struct Input {
        pub id: u32,
        pub permits: Arc<Semaphore>,
    }

    #[node(timeout = "500ms")]
    async fn stock(id: u32) -> u32 {
        ask(id).await
    }

    #[node(limit = permits, retry(attempts = 4, backoff = "50ms", jitter), fallback = list_price)]
    async fn price(stock: u32) -> io::Result<u32> {
        quote(stock).await
    }

    #[node(retry, timeout = "2s")]
    async fn report(id: u32, price: &u32) -> io::Result<u64> {
        send(id, *price).await
    }
}
