use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub ids: Vec<u64>,
    }

    async fn page(#[each(ids)] ids: &Vec<u64>) -> usize {
        ids.len()
    }
}

fn main() {}
