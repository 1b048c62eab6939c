use dagwright::dag;

#[dag]
mod shop {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[input]
    pub struct Range {
        pub first: u64,
    }

    #[output]
    pub struct Output {
        pub user: u64,
    }

    #[output]
    pub struct Summary {
        pub count: u64,
    }

    async fn user(id: u64) -> u64 {
        id
    }

    async fn count(first: u64) -> u64 {
        first
    }
}

fn main() {
    drop(shop::Pipeline::run(shop::Input { id: 7 }));
}
