#[dagwright::dag]
mod broken {
    #[input]
    pub struct Input {
        pub at_once: usize,
        pub pages: Vec<u32>,
    }

    #[node(concurrency = at_once)]
    fn page(#[each(pages)] number: &u32) -> u32 {
        *number
    }
}

fn main() {}
