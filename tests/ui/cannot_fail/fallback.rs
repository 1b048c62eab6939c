use dagwright::dag;

#[dag]
mod checkout {
    #[node(fallback = String::from)]
    fn page() -> String {
        String::new()
    }
}

fn main() {}
