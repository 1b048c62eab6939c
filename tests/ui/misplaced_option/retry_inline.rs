use dagwright::dag;

#[dag]
mod checkout {
    #[node(retry)]
    fn page() -> Result<String, std::fmt::Error> {
        Ok(String::new())
    }
}

fn main() {}
