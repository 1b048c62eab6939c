use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[output]
    pub struct Output<'a> {
        pub name: &'a str,
    }

    async fn name(id: u64) -> String {
        id.to_string()
    }
}

fn main() {}
