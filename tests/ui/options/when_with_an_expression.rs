use dagwright::dag;

#[dag]
mod pages {
    #[input]
    pub struct Input {
        pub guest: bool,
        pub admin: bool,
    }

    #[node(when = guest || admin)]
    async fn badge() -> String {
        String::new()
    }

    #[node(when = true)]
    async fn photo() -> String {
        String::new()
    }

    #[node(when = !!guest)]
    async fn banner() -> String {
        String::new()
    }
}

fn main() {}
