use dagwright::dag;

#[dag]
mod checkout {
    #[node(fallible)]
    async fn page() {}
}

fn main() {
    drop(checkout::Pipeline::run());
}
