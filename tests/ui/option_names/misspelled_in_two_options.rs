use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub is_vip: bool,
    }

    #[node(when = vip)]
    async fn badge() -> String {
        String::new()
    }

    #[node(after(vip))]
    async fn page() -> String {
        String::new()
    }
}

fn main() {}
