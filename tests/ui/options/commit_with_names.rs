use dagwright::dag;

#[dag]
mod checkout {
    async fn order() -> Result<u32, std::fmt::Error> {
        Ok(1)
    }

    #[node(commit(order))]
    async fn payment() -> u32 {
        2
    }
}

fn main() {}
