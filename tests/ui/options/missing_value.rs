use dagwright::dag;

#[dag(name)]
mod checkout {
    async fn page() -> String {
        String::new()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
