#![allow(non_snake_case)]

use dagwright::dag;

#[dag]
mod shop {
    use std::io;

    async fn day_end() -> Result<u64, io::Error> {
        Ok(3)
    }
    async fn day__end() -> Result<u64, io::Error> {
        Ok(3)
    }
}

fn main() {
    drop(shop::Pipeline::run());
}
