use dagwright::dag;

#[dag]
mod checkout {
    #[output]
    pub struct Output {
        pub total: u64,
    }

    async fn total() -> u32 {
        3
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
