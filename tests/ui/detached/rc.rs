use dagwright::dag;
use std::rc::Rc;

#[dag]
pub mod shop {
    use super::*;
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[node(spawn)]
    async fn shared(id: u64) -> Rc<u64> {
        Rc::new(id)
    }
    #[node(blocking)]
    fn hash(id: u64) -> Rc<u64> {
        Rc::new(id)
    }

    async fn other(id: u64) -> u64 {
        id
    }

    #[node]
    fn both(shared: Rc<u64>, hash: Rc<u64>, other: u64) -> u64 {
        *shared + other + *hash
    }
}
fn main() {}
