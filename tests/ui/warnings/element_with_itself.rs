#![deny(warnings)]
use dagwright::dag;

#[dag]
pub mod route {
    #[input]
    pub struct Input {
        pub towns: Vec<u64>,
    }

    #[node]
    fn distances(#[each(towns)] from: &u64, #[each(towns)] to: &u64) -> u64 {
        from.abs_diff(*to)
    }
}

fn main() {}
