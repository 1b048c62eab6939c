use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub names: Vec<String>,
    }

    async fn letters(#[each(names)] name: String) -> String {
        name
    }

    async fn count(names: &[String]) -> usize {
        names.len()
    }
}

fn main() {}
