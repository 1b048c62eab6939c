use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub names: &'a [String],
    }

    #[node(spawn)]
    async fn pages(#[each(names)] name: &str) -> usize {
        name.len()
    }
}

fn main() {}
