use dagwright::dag;

type Done = Result<(), String>;

#[dag]
pub mod checkout {
    use super::Done;

    async fn a() -> u32 {
        1
    }
    async fn b() -> u32 {
        2
    }
    #[node(always)]
    async fn c(a: &u32) {
        let _ = a;
    }
    #[node(always)]
    async fn audit(a: &u32, b: &u32) -> Done {
        Err((a + b).to_string())
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
