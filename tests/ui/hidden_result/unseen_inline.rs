use dagwright::dag;

type Done = Result<(), String>;

#[dag]
pub mod checkout {
    use super::Done;

    #[node(always)]
    fn audit(page: &u64) -> Done {
        Err(page.to_string())
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
