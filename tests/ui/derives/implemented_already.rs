use dagwright::dag;

#[dag(derive(Clone, derive_more::Display, thiserror::Error))]
mod shop {
    async fn user() -> Result<u64, u8> {
        Err(1)
    }
}

fn main() {}
