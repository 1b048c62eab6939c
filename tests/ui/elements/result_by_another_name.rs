use dagwright::dag;

pub type Fetched<T> = Result<T, std::io::Error>;

#[dag]
mod checkout {
    use super::Fetched;

    async fn pages() -> Fetched<Vec<u8>> {
        Ok(vec![7])
    }

    #[node]
    fn lengths(#[each(pages)] page: &Vec<u8>) -> usize {
        page.len()
    }
}

fn main() {}
