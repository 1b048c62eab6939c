use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[output]
    pub struct Output {
        pub page: String,
        pub is_vip: bool,
    }

    async fn cart(is_vip: bool) -> usize {
        usize::from(is_vip)
    }

    #[node(when = is_vip)]
    async fn badge(id: u64) -> String {
        id.to_string()
    }

    #[node(after(is_vip))]
    async fn page(cart: usize, badge: Option<&str>, _is_vip: bool) -> String {
        format!("{cart} {badge:?}")
    }
}

async fn print() {
    println!("{}", checkout::Pipeline::run(checkout::Input { id: 7 }).await.page);
}

fn main() {
    drop(print());
}
