use dagwright::dag;

#[dag]
mod checkout {
    async fn name() -> String {
        String::new()
    }

    async fn letters(#[each(name)] letter: String) -> String {
        letter
    }

    async fn title(name: &str) -> usize {
        name.len()
    }
}

fn main() {}
