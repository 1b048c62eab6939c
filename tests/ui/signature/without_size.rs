use dagwright::dag;

#[dag]
mod checkout {
    async fn title() -> String {
        String::new()
    }

    async fn page(title: str) -> usize {
        title.len()
    }
}

fn main() {}
