#[dagwright::dag]
mod broken {
    pub struct Limit(pub u64);

    #[input]
    pub struct Input {
        pub limit: Limit,
    }

    #[node(timeout = limit)]
    async fn page() -> u32 {
        1
    }
}

fn main() {}
