use dagwright::dag;

type Done = Result<(), std::fmt::Error>;

fn nothing(_: std::fmt::Error) {}

#[dag]
mod checkout {
    use super::*;

    #[node(fallback = nothing)]
    async fn page() -> Done {
        Ok(())
    }
}

fn main() {}
