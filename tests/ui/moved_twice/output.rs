use dagwright::dag;

#[dag]
mod checkout {
    #[output]
    pub struct Output {
        pub names: Vec<String>,
        pub longest: usize,
    }

    async fn names() -> Vec<String> {
        vec!["Ada".to_owned()]
    }
    async fn longest(names: Vec<String>) -> usize {
        names.iter().map(String::len).max().unwrap_or(0)
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
