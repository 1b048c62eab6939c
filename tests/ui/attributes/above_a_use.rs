use dagwright::dag;

#[dag]
pub mod shop {
    #[input]
    use std::collections::HashMap;
    pub struct Input {
        pub id: u64,
    }

    #[node(skip)]
    use std::collections::HashSet;
    fn seen() -> HashSet<u64> {
        HashSet::new()
    }

    async fn names(id: u64) -> HashMap<u64, String> {
        HashMap::from([(id, String::new())])
    }
}

fn main() {}
