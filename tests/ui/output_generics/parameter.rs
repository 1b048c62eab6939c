use dagwright::dag;

#[dag]
mod checkout {
    #[output]
    pub struct Output<T> {
        pub name: T,
    }

    async fn name() -> String {
        "Ada".to_owned()
    }
}

fn main() {}
