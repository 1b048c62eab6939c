use dagwright::dag;

#[dag]
async fn page() -> String {
    String::new()
}

fn main() {
    drop(page());
}
