mod limits {
    pub const PAGE: u64 = 500;
    pub const TRIES: i32 = 3;
    pub const FACTOR: &str = "2.0";
}

#[dagwright::dag]
mod broken {
    use super::limits;

    #[node(timeout = limits::PAGE, retry(attempts = limits::TRIES, factor = limits::FACTOR))]
    async fn page() -> Result<u32, std::io::Error> {
        Ok(1)
    }
}

fn main() {}
