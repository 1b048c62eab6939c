use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<T: Send + Sync + ToString> {
        pub name: T,
    }

    #[node(spawn)]
    async fn page<T: Send + Sync + ToString>(name: &T) -> String {
        name.to_string()
    }
}

fn main() {}
