use dagwright::dag;

#[dag]
mod shop {
    #[input]
    pub struct Input<'a> {
        pub name: &'a str,
    }

    #[input(for = Summary)]
    pub struct SummaryInput<'i> {
        pub name: &'i str,
    }

    #[output]
    pub struct Output {
        pub user: String,
    }

    #[output]
    pub struct Summary {
        pub length: usize,
    }

    async fn user(name: &str) -> String {
        name.to_owned()
    }

    async fn length(user: &str) -> usize {
        user.len()
    }
}

fn main() {}
