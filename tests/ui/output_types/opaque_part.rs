use dagwright::dag;

#[dag]
mod checkout {
    async fn names() -> (usize, impl Iterator<Item = String>) {
        (1, std::iter::once("Ada".to_owned()))
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
