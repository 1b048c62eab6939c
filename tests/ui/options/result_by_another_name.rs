#![deny(unused_must_use)]

use dagwright::dag;

type Done = Result<(), String>;

#[dag]
pub mod checkout {
    use super::Done;

    #[output]
    pub struct Output {
        pub page: u64,
    }

    #[node(always)]
    async fn audit() -> Done {
        Err("lost".to_owned())
    }

    async fn page() -> u64 {
        7
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
