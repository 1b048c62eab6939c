use dagwright::dag;

#[dag]
mod checkout {
    async fn page() -> dyn std::fmt::Display {
        7
    }
}

fn main() {}
