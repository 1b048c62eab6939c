use dagwright::dag;

#[dag]
mod checkout {
    #[node(blocking, spawn)]
    fn page() -> String {
        String::new()
    }
}

fn main() {}
