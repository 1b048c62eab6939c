use dagwright::dag;

#[dag]
mod checkout {
    #[inputs]
    pub struct Input {
        pub id: u64,
    }

    #[outputs]
    pub struct Output {
        pub stock: u64,
    }

    #[nodes]
    fn stock(id: u64) -> u64 {
        id
    }
}

fn main() {}
