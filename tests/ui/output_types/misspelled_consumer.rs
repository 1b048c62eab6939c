use dagwright::dag;

#[dag]
mod checkout {
    async fn text() -> String {
        String::new()
    }

    async fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }

    async fn page(wrds: &[&str]) -> usize {
        wrds.len()
    }
}

fn main() {}
