use dagwright::dag;

#[dag]
mod checkout {
    pub struct Pipeline {
        pub kilometres: u64,
    }

    async fn longest() -> Pipeline {
        Pipeline { kilometres: 8_707 }
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
