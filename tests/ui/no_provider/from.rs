use dagwright::dag;

#[dag]
mod checkout {
    async fn user() -> String {
        "Ada".to_owned()
    }
    async fn page(#[from(users)] author: &str) -> String {
        author.to_owned()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
