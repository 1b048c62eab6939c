use dagwright::{input, node};

#[input]
pub struct Input {
    pub id: u64,
}

#[node(always)]
pub async fn user(id: u64) -> u64 {
    id
}

mod inner {
    #[dagwright::output]
    pub struct Output {
        pub user: u64,
    }
}

fn main() {
    let _ = (user(Input { id: 7 }.id), inner::Output { user: 7 }.user);
}
