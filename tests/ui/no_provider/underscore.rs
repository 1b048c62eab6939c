use dagwright::dag;

#[dag]
mod checkout {
    async fn audit() {}
    async fn page(_migration: &()) -> String {
        String::new()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
