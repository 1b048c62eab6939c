use dagwright::dag;

#[dag]
mod checkout {
    #[node(fallible, infallible)]
    async fn page() -> Result<String, std::io::Error> {
        Ok(String::new())
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
