#![allow(non_camel_case_types)]

use dagwright::dag;

#[dag]
mod shop {
    #[output]
    pub struct DayEnd {
        pub total: u64,
    }

    #[output]
    pub struct Day_end {
        pub total: u64,
    }

    async fn total() -> u64 {
        3
    }
}

fn main() {
    drop(shop::Pipeline::run_day_end());
}
