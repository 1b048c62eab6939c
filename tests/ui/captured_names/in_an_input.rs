use dagwright::dag;

#[derive(Debug)]
pub struct Error(pub u32);

#[dag]
mod again {
    use super::*;

    #[input]
    pub struct Input {
        pub last: Option<Error>,
    }

    async fn code(last: &Option<super::Error>) -> Result<u32, super::Error> {
        last.as_ref().map(|last| last.0).ok_or(super::Error(0))
    }
}

fn main() {
    drop(again::Pipeline::run(again::Input { last: None }));
}
