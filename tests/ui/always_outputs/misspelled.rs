use dagwright::dag;

#[dag]
mod shop {
    #[output]
    pub struct Receipt {
        pub charge: u64,
    }

    #[output]
    pub struct Preview {
        pub charge: u64,
    }

    pub struct Plain;

    async fn charge() -> u64 {
        7
    }

    #[node(always(Reciept, Plain))]
    async fn audit(charge: u64) {
        println!("{charge}");
    }
}

fn main() {
    drop(shop::Pipeline::run_receipt());
}
