use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    async fn count<T: Default + Into<u64>>(id: u64) -> u64 {
        id + T::default().into()
    }
    async fn page(count: u64) -> u64 {
        count
    }
}

fn main() {
    drop(checkout::Pipeline::run(checkout::Input { id: 7 }));
}
