use dagwright::dag;

pub struct Request<'a> {
    pub name: &'a str,
}

#[dag]
mod checkout {
    #[input]
    pub type Input<'a> = super::Request<'a>;

    async fn length(name: &str) -> usize {
        name.len()
    }
}

fn main() {}
