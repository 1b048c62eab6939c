use dagwright::dag;

#[derive(Debug)]
pub struct Refused;

#[dag]
mod checkout {
    use super::*;

    #[node(timeout = "1s")]
    async fn page(timeout: u32) -> Result<u32, Refused> {
        Ok(timeout)
    }

    async fn timeout() -> Result<u32, Refused> {
        Ok(1)
    }
}

fn main() {}
