use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub names: std::sync::Arc<[String]>,
    }

    #[node(retry)]
    async fn letters(#[each(names)] name: String) -> Result<usize, std::io::Error> {
        Ok(name.len())
    }
}

fn main() {}
