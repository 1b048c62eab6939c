use dagwright::dag;

#[dag]
mod shop {
    async fn charge() -> u64 {
        7
    }

    #[node(always(Receipt))]
    async fn audit(charge: u64) {
        println!("{charge}");
    }
}

fn main() {
    drop(shop::Pipeline::run());
}
