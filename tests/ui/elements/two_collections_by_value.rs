use dagwright::dag;

#[dag]
mod checkout {
    async fn carts() -> Vec<String> {
        Vec::new()
    }

    async fn notes() -> Vec<String> {
        Vec::new()
    }

    async fn sold(#[each(carts)] cart: String, #[each(notes)] note: String) -> String {
        cart + &note
    }
}

fn main() {}
