use dagwright::dag;

pub struct Error;

#[dag]
mod shop {
    use super::*;

    #[input]
    pub struct Input<F: Future<Output = Result<u64, Error>>> {
        #[future]
        pub token: F,
    }

    async fn page(token: u64) -> u64 {
        token
    }
}

fn main() {
    let token = std::future::ready(Err(Error));
    drop(shop::Pipeline::run(shop::Input { token }));
}
