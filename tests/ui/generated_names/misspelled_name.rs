use dagwright::dag;

#[dag(nme = Checkout)]
mod checkout {
    pub struct Pipeline {
        pub kilometres: u64,
    }

    async fn longest() -> Pipeline {
        Pipeline { kilometres: 8_707 }
    }
}

fn main() {
    drop(checkout::Checkout::run());
}
