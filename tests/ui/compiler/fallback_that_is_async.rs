use dagwright::dag;

#[derive(Debug)]
pub struct Refused;

mod elsewhere {
    pub async fn nothing(_: super::Refused) -> String {
        String::new()
    }
}

#[dag]
mod checkout {
    use super::*;

    #[node(fallback = elsewhere::nothing)]
    async fn page() -> Result<String, Refused> {
        Ok(String::new())
    }
}

fn main() {}
