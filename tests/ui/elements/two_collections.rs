use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub names: Vec<String>,
        pub prices: Vec<u64>,
    }

    async fn lines(#[each(names)] name: &str, #[each(prices)] price: &u64) -> String {
        format!("{name}: {price}")
    }
}

fn main() {}
