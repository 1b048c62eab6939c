use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub name: &'a str,
    }

    async fn letters(#[each(name)] letter: char) -> char {
        letter.to_ascii_uppercase()
    }
}

fn main() {}
