use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub ids: Vec<u64>,
    }

    #[node(retry, timeout = "1s", concurrency = 4)]
    fn page(#[each(ids)] id: &u64) -> Result<u64, std::io::Error> {
        Ok(*id)
    }
}

fn main() {}
