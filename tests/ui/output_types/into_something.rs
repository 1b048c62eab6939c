use dagwright::dag;

pub trait IntoPage {}

impl IntoPage for u64 {}

#[dag]
mod checkout {
    use super::IntoPage;

    async fn page() -> impl IntoPage {
        7_u64
    }
}

fn main() {}
