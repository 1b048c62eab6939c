use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub text: String,
    }

    async fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }

    #[node(spawn)]
    async fn count(words: &[&str]) -> usize {
        words.len()
    }
}

fn main() {}
