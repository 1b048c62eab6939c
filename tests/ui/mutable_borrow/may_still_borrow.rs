use dagwright::dag;

#[dag]
mod checkout {
    async fn log() -> Vec<String> {
        Vec::new()
    }
    async fn last(log: &mut Vec<String>) -> Option<&mut String> {
        log.last_mut()
    }
    #[node(after(last))]
    async fn cart(log: &mut Vec<String>) -> usize {
        log.len()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
