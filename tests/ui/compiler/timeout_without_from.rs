use dagwright::dag;

#[derive(Debug)]
pub struct Refused;

#[dag]
mod checkout {
    use super::*;

    #[node(timeout = "1s")]
    async fn page() -> Result<String, Refused> {
        Ok(String::new())
    }

    async fn length(page: Result<&String, &Refused>) -> usize {
        page.map_or(0, String::len)
    }
}

fn main() {}
