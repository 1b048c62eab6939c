use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub names: Vec<String>,
    }

    #[node(retry)]
    async fn letters(#[each(names)] name: String) -> Result<String, std::fmt::Error> {
        Ok(name)
    }
}

fn main() {}
