use dagwright::dag;

pub struct AppError;

impl From<String> for AppError {
    fn from(_: String) -> Self {
        Self
    }
}

#[dag(error = AppError)]
mod checkout {
    use super::*;

    async fn stock(id: u64) -> Result<u64, String> {
        Ok(id)
    }
}

fn main() {}
