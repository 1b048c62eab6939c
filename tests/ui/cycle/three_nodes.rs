use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub user_id: u64,
    }

    async fn offers(user_id: u64, page: &str) -> Vec<String> {
        vec![format!("{user_id} {page}")]
    }
    async fn cart(offers: &[String]) -> usize {
        offers.len()
    }
    async fn page(#[from(cart)] items: usize) -> String {
        items.to_string()
    }
    async fn title(page: &str) -> String {
        page.to_owned()
    }
}

fn main() {
    let run = checkout::Pipeline::run(checkout::Input { user_id: 7 });
    drop(run);
}
