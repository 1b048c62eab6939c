// user ┬→ cart ──┐
//      └→ offers ┴→ page        the summary needs user and cart only; audit runs in both
#[dag]
pub mod shop {
    #[input]
    pub struct Input {
        pub user_id: u64,
    }

    #[output]
    pub struct Output {
        pub page: Page,
    }

    #[output]
    pub struct CartSummary {
        pub user_id: u64,
        pub cart: Cart,
    }

    async fn user(user_id: u64) -> User {
        User::load(user_id).await
    }

    async fn cart(user: &User) -> Cart {
        Cart::of(user).await
    }

    async fn offers(user: &User) -> Vec<Offer> {
        Offer::all(user).await
    }

    async fn page(#[clone] cart: Cart, offers: Vec<Offer>) -> Page {
        Page::new(cart, offers).await
    }

    #[node(always)]
    async fn audit(user: &User) {
        note(user.id).await
    }
}
