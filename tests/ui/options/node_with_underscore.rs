use dagwright::dag;

#[dag]
mod checkout {
    async fn page() -> String {
        String::new()
    }
    #[node]
    fn _total() -> u64 {
        3
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
