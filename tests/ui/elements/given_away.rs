use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub names: &'a [String],
    }

    async fn letters(#[each(names)] name: String) -> String {
        name
    }
}

fn main() {}
