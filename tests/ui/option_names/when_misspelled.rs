use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub is_vip: bool,
    }

    #[node(when = is_vpi)]
    async fn badge() -> String {
        String::new()
    }
}

fn main() {}
