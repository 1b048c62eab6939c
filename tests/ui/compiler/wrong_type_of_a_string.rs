use dagwright::dag;

#[dag]
pub mod checkout {
    async fn name() -> String {
        String::new()
    }

    async fn ids() -> Vec<u8> {
        Vec::new()
    }

    async fn page(name: &u32, ids: &[u32]) -> usize {
        ids.len() + *name as usize
    }
}

fn main() {}
