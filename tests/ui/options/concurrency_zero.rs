use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub ids: Vec<u64>,
    }

    #[node(concurrency = 0)]
    async fn pages(#[each(ids)] id: &u64) -> u64 {
        *id
    }
}

fn main() {}
