use dagwright::dag;

#[dag]
mod checkout {
    async fn count() -> u64 {
        7
    }

    async fn page(&self, count: u64) -> u64 {
        self.tax + count
    }

    async fn title(page: u64) -> String {
        page.to_string()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
