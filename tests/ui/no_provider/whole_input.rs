use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub id: u64,
        pub names: &'a [String],
    }

    async fn cart(input: &Input<'_>) -> u64 {
        input.id
    }

    async fn name(input: &Input<'_>) -> usize {
        input.names.len()
    }
}

fn main() {}
