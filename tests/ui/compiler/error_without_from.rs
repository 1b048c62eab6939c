use dagwright::dag;

#[derive(Debug)]
pub struct AppError;

#[dag(error = super::AppError)]
mod checkout {
    async fn total() -> Result<u64, std::io::Error> {
        Ok(3)
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
