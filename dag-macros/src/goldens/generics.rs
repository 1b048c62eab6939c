// The types of two values are told by the nodes' own generics.
//
// items ─┬→ first
//        └→ pair
#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub items: Vec<String>,
        pub sizes: [u8; 3],
    }

    async fn first<I: Clone + IntoIterator>(items: &I) -> Option<I::Item> {
        items.clone().into_iter().next()
    }
    async fn doubled<const N: usize>(sizes: &[u8; N]) -> [u8; N] {
        sizes.map(|size| 2 * size)
    }
}
