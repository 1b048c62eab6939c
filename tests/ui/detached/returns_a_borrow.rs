use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub text: String,
    }

    #[node(spawn)]
    async fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }

    async fn count(words: &[&str]) -> usize {
        words.len()
    }
}

fn main() {}
