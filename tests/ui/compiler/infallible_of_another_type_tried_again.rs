use dagwright::dag;

pub struct Page;

#[dag]
mod checkout {
    use super::*;

    #[node(infallible, retry)]
    async fn page() -> Page {
        Page
    }

    async fn length(page: &Page) -> usize {
        std::mem::size_of_val(page)
    }
}

fn main() {}
