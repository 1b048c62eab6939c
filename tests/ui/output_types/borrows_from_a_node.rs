use dagwright::dag;

#[dag]
mod checkout {
    async fn text() -> String {
        "a b".to_owned()
    }
    async fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
