use dagwright::dag;

#[derive(Debug)]
pub enum Error {
    Missing,
}

#[dag]
mod checkout {
    use super::*;

    async fn page() -> Result<String, Error> {
        Err(Error::Missing)
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
