use dagwright::dag;

type Done = Result<(), String>;

#[dag]
pub mod checkout {
    use super::Done;

    #[node(always)]
    async fn audit() -> Done {
        Err("lost".to_owned())
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
