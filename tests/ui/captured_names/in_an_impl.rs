use dagwright::dag;

#[derive(Debug)]
pub enum Error {
    NotFound(u32),
}

#[dag]
mod checkout {
    use super::*;

    pub struct User(u32);

    impl User {
        fn check(self) -> Result<Self, super::Error> {
            if self.0 == 0 { Err(Error::NotFound(self.0)) } else { Ok(self) }
        }
    }

    async fn user() -> Result<User, super::Error> {
        User(7).check()
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
