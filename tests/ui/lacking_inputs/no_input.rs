use dagwright::dag;

#[dag]
mod shop {
    #[input(for = Output)]
    pub struct Input<F: Future<Output = u64>> {
        #[future]
        pub token: F,
    }

    #[output]
    pub struct Output {
        pub user: u64,
    }

    #[output]
    pub struct Summary {
        pub user: u64,
    }

    async fn user(token: u64) -> u64 {
        token
    }
}

fn main() {
    drop(shop::Pipeline::run_summary());
}
