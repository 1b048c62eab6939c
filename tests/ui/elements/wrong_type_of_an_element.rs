use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub names: Vec<String>,
    }

    async fn squares(#[each(names)] number: &u64) -> u64 {
        number * number
    }
}

fn main() {}
