use dagwright::dag;

#[derive(Debug)]
pub struct Refused;

#[derive(Debug)]
pub struct AppError;

impl From<Refused> for AppError {
    fn from(_: Refused) -> Self {
        Self
    }
}

#[dag(error = AppError)]
mod checkout {
    use super::*;

    #[node(timeout = "1s")]
    async fn page() -> Result<String, Refused> {
        Ok(String::new())
    }
}

fn main() {}
