use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input { pub count: u64, pub title }

    async fn page(count: u64) -> u64 {
        count
    }
}

fn main() {
    drop(checkout::Pipeline::run(checkout::Input { count: 7 }));
}
