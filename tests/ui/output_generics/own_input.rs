use dagwright::dag;

#[dag]
mod shop {
    #[input]
    pub struct Input<'a> {
        pub name: &'a str,
    }

    #[input(for = Summary)]
    pub struct SummaryInput {
        pub id: u64,
    }

    #[output]
    pub struct Output<'a> {
        pub name: &'a str,
    }

    #[output]
    pub struct Summary<'a> {
        pub user: &'a String,
    }

    async fn user(id: u64) -> String {
        id.to_string()
    }
}

fn main() {}
