use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub names: Vec<String>,
    }

    async fn pages(#[each(names)] name: &mut String) -> usize {
        name.push('.');
        name.len()
    }
}

fn main() {}
