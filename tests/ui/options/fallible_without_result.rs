use dagwright::dag;

#[dag]
mod checkout {
    #[node(fallible)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
