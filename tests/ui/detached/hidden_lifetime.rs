use dagwright::dag;

pub struct Db<'a>(&'a str);

#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub db: Db<'a>,
    }

    #[node(spawn)]
    async fn words(db: &Db<'_>) -> usize {
        db.0.len()
    }
}

fn main() {}
