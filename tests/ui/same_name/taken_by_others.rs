use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub user: &'a [u64],
    }

    async fn user(user: &[u64]) -> Vec<String> {
        user.iter().map(u64::to_string).collect()
    }

    async fn names(#[each(user)] name: String) -> String {
        name
    }

    #[node(spawn, when = user)]
    async fn page(user: Result<&Vec<String>, &std::io::Error>) -> String {
        format!("{user:?}")
    }
}

fn main() {}
