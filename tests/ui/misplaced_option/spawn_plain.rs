use dagwright::dag;

#[dag]
mod checkout {
    #[node(spawn)]
    fn page() -> String {
        String::new()
    }
}

fn main() {}
