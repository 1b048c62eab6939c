// user ┬→ page
//      └→ gifts ┘        with the feature "gifts" only
#[dag(name = Shop)]
pub mod shop {
    async fn user() -> User {
        User::current().await
    }

    #[cfg(feature = "gifts")]
    async fn gifts(user: &User) -> Vec<Gift> {
        Gift::all(user).await
    }

    async fn page(user: &User, #[cfg(feature = "gifts")] gifts: Vec<Gift>) -> Page {
        Page::new(
            user,
            #[cfg(feature = "gifts")]
            gifts,
        )
    }
}
