use dagwright::dag;

#[derive(Debug)]
pub struct Refused;

#[dag]
mod checkout {
    use super::*;

    #[node(infallible, timeout = "1s")]
    async fn page() -> Result<String, Refused> {
        Ok(String::new())
    }
}

fn main() {}
