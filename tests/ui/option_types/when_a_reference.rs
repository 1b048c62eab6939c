use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub is_vip: &'a bool,
    }

    #[node(when = is_vip)]
    async fn badge() -> String {
        String::new()
    }
}

fn main() {}
