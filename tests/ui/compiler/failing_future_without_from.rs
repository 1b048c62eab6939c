use dagwright::dag;

pub struct Refused;
pub struct AppError;

#[dag(error = AppError)]
mod shop {
    use super::*;

    #[input]
    pub struct Input<F: Future<Output = Result<u64, Refused>>> {
        #[future]
        pub token: F,
    }

    async fn page(token: u64) -> u64 {
        token
    }
}

fn main() {
    let token = std::future::ready(Err(Refused));
    drop(shop::Pipeline::run(shop::Input { token }));
}
