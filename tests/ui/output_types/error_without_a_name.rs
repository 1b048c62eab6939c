use dagwright::dag;

#[dag]
mod checkout {
    async fn number() -> Result<u64, impl std::fmt::Debug> {
        "7".parse::<u64>()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
