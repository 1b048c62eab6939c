use dagwright::dag;

#[dag(name = Pipeline, name = Pipeline)]
mod checkout {
    async fn page() -> String {
        String::new()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
