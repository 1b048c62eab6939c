use dagwright::dag;

#[dag]
mod pages {
    #[input]
    pub struct Input {
        pub sizes: Vec<u64>,
    }

    async fn double(#[each(sizes)] size: &u64) -> u64 {
        size * 2
    }

    async fn first(double: u64) -> u64 {
        double
    }
}

fn main() {}
