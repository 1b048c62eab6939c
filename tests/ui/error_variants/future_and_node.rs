use dagwright::dag;

#[dag]
mod shop {
    #[input]
    pub struct Input<F: Future<Output = Result<u64, u8>>> {
        #[future]
        pub day_end: F,
    }

    async fn day__end() -> Result<u64, u8> {
        Ok(1)
    }

    async fn page(day_end: u64, day__end: u64) -> u64 {
        day_end + day__end
    }
}

fn main() {}
