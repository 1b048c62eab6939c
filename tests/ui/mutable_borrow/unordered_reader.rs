use dagwright::dag;

#[dag]
mod checkout {
    async fn log() -> Vec<String> {
        Vec::new()
    }
    async fn cart(log: &mut Vec<String>) -> usize {
        log.push("cart".to_owned());
        log.len()
    }
    async fn page(log: &[String]) -> usize {
        log.len()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
