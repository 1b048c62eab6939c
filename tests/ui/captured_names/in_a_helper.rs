use dagwright::dag;

#[derive(Debug)]
pub enum Error {
    NotFound(u32),
}

#[dag]
mod checkout {
    use super::*;

    async fn user() -> Result<u32, super::Error> {
        found(7)
    }

    fn found(id: u32) -> Result<u32, Error> {
        if id == 0 { Err(Error::NotFound(id)) } else { Ok(id) }
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
