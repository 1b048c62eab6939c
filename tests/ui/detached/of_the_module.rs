use dagwright::dag;

#[dag(spawn)]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub text: &'a str,
    }

    async fn words(text: &str) -> usize {
        text.split(' ').count()
    }
}

fn main() {}
