use dagwright::dag;

#[dag]
mod checkout {
    #[node(timeot = "5s", retry)]
    async fn quote() -> u64 {
        7
    }

    async fn page(quote: Result<&u64, &dagwright::Timeout>) -> String {
        format!("{quote:?}")
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
