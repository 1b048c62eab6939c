use dagwright::dag;

#[dag]
mod checkout {
    async fn names() -> Vec<String> {
        vec!["Ada".to_owned()]
    }
    async fn count(names: Vec<String>) -> usize {
        names.len()
    }
    async fn page(names: Vec<String>, count: usize) -> String {
        format!("{names:?} {count}")
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
