use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub ids: Vec<u64>,
    }

    #[node(concurrency = 8)]
    fn pages(#[each(ids)] id: &u64) -> String {
        id.to_string()
    }
}

fn main() {}
