use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub log: Vec<String>,
    }

    #[node(retry)]
    async fn paid(log: &mut Vec<String>) -> Result<usize, std::fmt::Error> {
        log.push(String::new());
        Ok(log.len())
    }
}

fn main() {}
