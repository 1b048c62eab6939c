use dagwright::dag;

#[derive(Debug)]
pub struct Refused;

pub type Result<T> = std::result::Result<T, Refused>;

#[dag]
mod checkout {
    use super::*;

    #[node(timeout = "1s", fallback = nothing)]
    async fn page() -> Result<String> {
        Ok(String::new())
    }

    fn nothing(_: Refused) -> String {
        String::new()
    }
}

fn main() {}
