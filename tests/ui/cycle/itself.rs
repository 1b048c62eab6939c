use dagwright::dag;

#[dag]
mod checkout {
    async fn total(total: u64) -> u64 {
        total + 1
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
