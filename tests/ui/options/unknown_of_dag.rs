use dagwright::dag;

#[dag(eror = AppError)]
mod checkout {
    async fn page() -> String {
        String::new()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
