use dagwright::dag;

#[dag]
mod checkout {
    macro_rules! price {
        ($name:ident) => {
            async fn $name() -> u64 {
                7
            }
        };
    }
    price!(apples);

    async fn total(apples: u64) -> u64 {
        apples
    }
}

fn main() {}
