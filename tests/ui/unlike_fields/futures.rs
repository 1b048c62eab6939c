use dagwright::dag;

#[dag]
mod shop {
    #[input]
    pub struct Input<T: Clone> {
        pub token: T,
    }

    #[input(for = Summary)]
    pub struct SummaryInput<F: Future<Output = u64>> {
        #[future]
        pub token: F,
    }

    #[output]
    pub struct Output {
        pub user: u64,
    }

    #[output]
    pub struct Summary {
        pub doubled: u64,
    }

    async fn user(token: u64) -> u64 {
        token
    }

    async fn doubled(user: u64) -> u64 {
        user * 2
    }
}

fn main() {}
