use dagwright::dag;

#[dag]
mod checkout {
    use std::io::Error;

    async fn page() -> Result<String, Error> {
        Ok(String::new())
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
