use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub names: Vec<String>,
    }

    async fn letters(#[each(nams)] name: &str) -> String {
        name.to_owned()
    }
}

fn main() {}
