use dagwright::dag;

pub mod common {
    pub async fn user() -> u32 {
        7
    }
}

#[dag]
mod shop {
    pub use super::common::user;

    #[output]
    pub struct Output {
        pub cart: u32,
        pub user: u32,
    }

    async fn cart() -> u32 {
        1
    }
}

fn main() {
    drop(shop::Pipeline::run());
}
