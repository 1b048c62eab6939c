use dagwright::dag;

#[derive(Debug)]
pub enum Error {
    NotFound(u32),
}

pub type Result<T> = std::result::Result<T, Error>;

#[dag]
mod checkout {
    use super::*;

    #[input]
    pub struct Input {
        pub id: u32,
    }

    async fn user(id: u32) -> Result<String> {
        if id == 0 { Err(Error::NotFound(id)) } else { Ok("ann".to_owned()) }
    }

    async fn page(user: &str) -> String {
        format!("{user}{:?}", Error::NotFound(3))
    }

    async fn card(user: &str) -> bool {
        matches!(user.parse().map_err(|_| Error::NotFound(3)), Ok::<u8, Error>(_))
    }
}

fn main() {
    drop(checkout::Pipeline::run(checkout::Input { id: 7 }));
}
