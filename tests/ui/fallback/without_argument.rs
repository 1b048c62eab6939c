use dagwright::dag;

#[derive(Debug)]
pub struct Refused;

#[dag]
mod checkout {
    use super::*;

    #[node(fallback = nothing)]
    async fn page() -> Result<String, Refused> {
        Ok(String::new())
    }

    fn nothing() -> String {
        String::new()
    }
}

fn main() {}
