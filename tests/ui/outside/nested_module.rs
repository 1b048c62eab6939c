use dagwright::dag;

#[dag]
mod shop {
    async fn user() -> u64 {
        7
    }

    mod more {
        use dagwright::node;

        #[node]
        fn cart(user: u64) -> u64 {
            user
        }
    }
}

fn main() {
    drop(shop::Pipeline::run());
}
