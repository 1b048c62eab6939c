use dagwright::dag;

#[dag]
mod checkout {
    #[node(after(second))]
    async fn first() {}

    #[node(after(first))]
    async fn second() {}
}

fn main() {}
