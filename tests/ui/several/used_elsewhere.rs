use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub user_id: &'a u64,
    }

    async fn user(user_idd: &u64) -> Result<String, std::io::Error> {
        Ok(user_idd.to_string())
    }
}

mod server {
    use super::checkout::{Error, Input, Output, Pipeline};

    pub async fn answer() -> Result<String, Error> {
        let Output { user } = Pipeline::run(Input { user_id: &7 }).await?;
        Ok(user)
    }
}

fn explain(error: checkout::Error) -> String {
    match error {
        checkout::Error::User(error) => error.to_string(),
    }
}

fn main() {
    drop(server::answer());
    let _ = explain;
}
