use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub names: Vec<String>,
    }

    async fn greeting() -> String {
        String::from("dear")
    }

    async fn letters(#[each(names)] name: &str, greeting: String) -> String {
        format!("{greeting} {name}")
    }
}

fn main() {}
