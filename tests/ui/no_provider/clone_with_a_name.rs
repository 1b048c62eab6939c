use dagwright::dag;

#[dag]
mod checkout {
    async fn items() -> Vec<u64> {
        Vec::new()
    }

    async fn page(#[clone(items)] all: Vec<u64>) -> usize {
        all.len()
    }
}

fn main() {}
