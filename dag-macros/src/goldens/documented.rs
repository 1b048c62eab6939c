// user → page        what the user says of a node is said again where its value and its failure show up
#[dag]
pub mod site {
    /// Looks the [user](crate::User) up. There is a cache.
    ///
    /// # Errors
    ///
    /// If the database is away.
    async fn user() -> Result<User> {
        find_user().await
    }

    async fn greeting(user: &User) -> Greeting {
        greet(user)
    }

    /// The page as HTML
    async fn page(greeting: &Greeting) -> fmt::Result {
        render(greeting)
    }

    /// Counts the letters.
    async fn letters(page: ()) -> usize {
        1
    }
}
