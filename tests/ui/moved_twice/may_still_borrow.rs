use dagwright::dag;

#[dag]
mod checkout {
    async fn text() -> String {
        "a b".to_owned()
    }
    async fn first(text: &str) -> &str {
        &text[..1]
    }
    async fn page(text: String, first: &str) -> String {
        format!("{text} {first}")
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
