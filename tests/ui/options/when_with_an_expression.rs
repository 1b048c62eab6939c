use dagwright::dag;

#[dag]
mod pages {
    #[input]
    pub struct Input {
        pub guest: bool,
    }

    #[node(when = !guest)]
    async fn badge() -> String {
        String::new()
    }

    #[node(when = true)]
    async fn photo() -> String {
        String::new()
    }
}

fn main() {}
