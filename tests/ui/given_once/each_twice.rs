use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub names: Vec<String>,
    }

    async fn letters(#[each(names)] from: String, #[each(names)] to: String) -> String {
        from + &to
    }
}

fn main() {}
