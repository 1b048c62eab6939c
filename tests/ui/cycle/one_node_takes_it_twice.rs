use dagwright::dag;

#[dag]
mod checkout {
    async fn left(right: &str, #[from(right)] again: &str) -> String {
        format!("{right} {again}")
    }
    async fn right(left: String) -> String {
        left
    }
    async fn page(left: &str) -> &str {
        left
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
