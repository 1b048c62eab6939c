use dagwright::dag;

#[dag]
mod checkout {
    fn page() -> String {
        String::new()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
