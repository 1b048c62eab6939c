use dagwright::dag;

#[dag]
mod checkout {
    #[derive(Debug)]
    pub enum Error {
        Missing,
    }

    async fn page() -> Result<String, Error> {
        Err(Error::Missing)
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
