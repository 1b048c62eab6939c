use dagwright::dag;

pub struct Refused<T>(pub T);

#[dag]
mod shop {
    use super::*;

    #[input]
    pub struct Input<T: Clone> {
        pub token: T,
    }

    #[input(for = Summary)]
    pub struct SummaryInput {
        pub id: u64,
    }

    #[output]
    pub struct Output {
        pub user: u64,
    }

    #[output]
    pub struct Summary {
        pub count: u64,
    }

    async fn user<T: Clone>(token: &T) -> Result<u64, Refused<T>> {
        Err(Refused(token.clone()))
    }

    async fn count(id: u64) -> Result<u64, u8> {
        id.checked_add(1).ok_or(1)
    }
}

fn main() {}
