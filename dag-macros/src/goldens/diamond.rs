//      ┌→ cart ──┐
// user ┤         ├→ page
//      └→ offers ┘
#[dag]
pub mod shop {
    async fn user() -> User {
        User::current().await
    }

    async fn cart(user: &User) -> Cart {
        Cart::of(user).await
    }

    async fn offers(user: &User) -> Vec<Offer> {
        Offer::all(user).await
    }

    async fn page(cart: Cart, offers: &[Offer]) -> Page {
        Page::new(cart, offers).await
    }
}
