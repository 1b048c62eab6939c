use dagwright::dag;

pub struct Error;

#[dag(eror = Error)]
mod checkout {
    use super::*;

    async fn page() -> Result<String, Error> {
        Ok(String::new())
    }
}

fn main() {}
