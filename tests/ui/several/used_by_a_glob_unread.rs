use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input(pub u64);

    async fn page(title: String) -> String {
        title
    }
}

use checkout::*;

async fn run() -> Output {
    Pipeline::run(Input(7)).await
}

fn main() {
    drop(run());
}
