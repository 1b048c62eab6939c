use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub text: &'a str,
    }

    #[node(blocking)]
    fn words(text: &str) -> usize {
        text.split(' ').count()
    }
}

fn main() {}
