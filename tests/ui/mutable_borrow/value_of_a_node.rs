use dagwright::dag;

#[dag]
mod checkout {
    async fn names() -> Vec<String> {
        vec!["Ada".to_owned()]
    }
    async fn longer(names: &mut Vec<String>) -> usize {
        names.push("Grace".to_owned());
        names.len()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
