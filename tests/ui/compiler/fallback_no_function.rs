use dagwright::dag;

#[derive(Debug)]
pub struct Refused;

#[dag]
mod checkout {
    use super::*;

    #[node(fallback = NOTHING)]
    async fn page() -> Result<String, Refused> {
        Ok(String::new())
    }

    const NOTHING: &str = "";
}

fn main() {}
