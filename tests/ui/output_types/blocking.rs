use dagwright::dag;

#[dag]
mod checkout {
    async fn text() -> String {
        String::new()
    }

    #[node(blocking)]
    fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }
}

fn main() {}
