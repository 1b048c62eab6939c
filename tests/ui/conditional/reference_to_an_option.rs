use dagwright::dag;

#[dag]
mod checkout {
    async fn name() -> String {
        "Ada".to_owned()
    }

    async fn page(name: &Option<String>) -> bool {
        name.is_some()
    }

    async fn letters(name: String) -> usize {
        name.len()
    }
}

fn main() {}
