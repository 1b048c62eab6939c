use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub count: u64,
    }

    async fn pages(#[each(count)] number: u64) -> String {
        number.to_string()
    }
}

fn main() {}
