use dagwright::dag;

#[dag]
mod checkout {
    async fn names() -> Vec<String> {
        vec!["Ada".to_owned()]
    }
    async fn count(#[clone] names: &Vec<String>) -> usize {
        names.len()
    }
    async fn page(names: &[String]) -> String {
        names.concat()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
