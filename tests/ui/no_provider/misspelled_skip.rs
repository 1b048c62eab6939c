use dagwright::dag;

#[dag]
mod checkout {
    #[node(skp)]
    async fn shout(text: &str, (open, close): (char, char)) -> String {
        format!("{open}{text}{close}")
    }

    async fn page() -> String {
        shout("hello", ('(', ')')).await
    }
}

fn main() {}
