use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[node(on_error = nothing)]
    async fn stock(id: u64) -> Result<u64, String> {
        Ok(id)
    }

    fn nothing(_: String) -> u64 {
        0
    }
}

fn main() {}
