use dagwright::dag;

#[dag]
mod checkout {
    async fn total() -> u32 {
        3
    }
    async fn page(total: u64) -> String {
        total.to_string()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
