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
    async fn longest(names: Vec<String>) -> usize {
        names.iter().map(String::len).max().unwrap_or(0)
    }
    async fn page(names: &[String], sorted: &[String], longest: usize) -> String {
        format!("{names:?} {sorted:?} {longest}")
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
