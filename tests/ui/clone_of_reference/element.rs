use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub names: Vec<String>,
    }

    async fn pages(
        #[clone]
        #[each(names)]
        name: &String,
    ) -> usize {
        name.len()
    }
}

fn main() {}
