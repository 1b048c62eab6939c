use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    async fn stock(id: u64) -> u64 {
        id
    }

    #[node(depends_on = [stock, id])]
    async fn audit() {}
}

fn main() {}
