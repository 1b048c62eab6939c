use dagwright::dag;

#[dag]
mod checkout {
    async fn names() -> Vec<String> {
        Vec::new()
    }

    async fn page(names: Vec<String>, names: Vec<String>) -> usize {
        names.len()
    }
}

fn main() {}
