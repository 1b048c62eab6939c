use dagwright::dag;

#[dag]
mod checkout {
    async fn migration() {}
    async fn page(_: &str) -> String {
        String::new()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
