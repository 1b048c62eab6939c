use dagwright::dag;

type Done = Result<(), String>;

#[dag]
pub mod checkout {
    use super::Done;

    #[input]
    pub struct Input {
        pub ids: Vec<u8>,
    }
    #[node(always)]
    async fn audit(#[each(ids)] id: u8) -> Done {
        Err(id.to_string())
    }

    async fn page() -> u64 {
        7
    }
    #[output]
    pub struct Output {
        pub page: u64,
    }
}

fn main() {}
