use dagwright::dag;

#[dag]
mod shop {
    macro_rules! price {
        ($name:ident) => {
            async fn $name() -> u32 {
                1
            }
        };
    }
    price!(apples);
    price!(pears);

    async fn total(apples: u32, pears: u32) -> u32 {
        apples + pears
    }
}

fn main() {
    drop(shop::Pipeline::run());
}
