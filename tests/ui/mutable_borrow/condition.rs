use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub vip: bool,
    }

    async fn upgraded(vip: &mut bool) {
        *vip = true;
    }
    #[node(when = vip, after(upgraded))]
    async fn offers() -> u32 {
        7
    }
}

fn main() {
    drop(checkout::Pipeline::run(checkout::Input { vip: false }));
}
