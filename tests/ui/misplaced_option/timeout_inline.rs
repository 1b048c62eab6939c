use dagwright::dag;

#[dag]
mod checkout {
    #[node(timeout = "1s")]
    fn page() -> String {
        String::new()
    }
}

fn main() {}
