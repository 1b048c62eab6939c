use dagwright::dag;

#[dag]
mod checkout {
    async fn names() -> impl Iterator<Item = String> {
        std::iter::once("Ada".to_owned())
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
