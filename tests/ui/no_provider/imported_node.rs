use dagwright::dag;

pub mod common {
    pub async fn user() -> u32 {
        7
    }
}

#[dag]
mod shop {
    use super::common::user;

    async fn cart(user: u32) -> u32 {
        user + 1
    }
}

fn main() {
    drop(shop::Pipeline::run());
}
