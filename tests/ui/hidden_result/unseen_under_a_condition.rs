use dagwright::dag;

type Done = Result<(), String>;

#[dag]
pub mod checkout {
    use super::Done;

    #[input]
    pub struct Input {
        pub on: bool,
    }
    #[node(always, when = on)]
    async fn audit(page: &u64) -> Done {
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
