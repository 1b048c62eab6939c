use dagwright::dag;

#[dag]
mod checkout {
    async fn names() -> Vec<String> {
        vec!["Ada".to_owned()]
    }
    async fn sorted(mut names: Vec<String>) -> Vec<String> {
        names.sort();
        names
    }
    async fn page(names: &[String]) -> String {
        format!("{names:?}")
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
