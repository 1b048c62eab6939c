use dagwright::dag;

#[dag]
mod checkout {
    async fn page(#[input] title: String) -> String {
        title
    }
}

fn main() {}
