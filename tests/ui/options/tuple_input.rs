use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input(pub u64);

    async fn page() -> u64 {
        3
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
