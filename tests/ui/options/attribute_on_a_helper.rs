use dagwright::dag;

#[dag]
mod checkout {
    async fn page() -> String {
        String::new()
    }
    fn helper(#[clone] names: &[String]) -> usize {
        names.len()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
