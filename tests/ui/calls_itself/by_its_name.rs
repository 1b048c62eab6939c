use dagwright::dag;

pub async fn user(id: u64) -> u64 {
    id
}

#[dag]
mod shop {
    use super::*;

    #[input]
    pub struct Input {
        pub id: u64,
    }

    async fn user(id: u64) -> u64 {
        user(id).await
    }
}

fn main() {
    drop(shop::Pipeline::run(shop::Input { id: 7 }));
}
