#![deny(dead_code, deprecated)]
use dagwright::dag;

#[dag]
pub mod public {
    #[input]
    pub struct Input {
        pub id: u64,
        pub name: String,
        pub place: String,
    }

    async fn user(id: u64) -> u64 {
        id
    }
}

#[dag]
mod private {
    #[input]
    pub struct Input {
        pub id: u64,
        name: String,
    }

    impl Input {
        pub fn new() -> Self {
            Self { id: 7, name: String::new() }
        }
    }

    async fn user(id: u64) -> u64 {
        id
    }
}

fn main() {
    drop(private::Pipeline::run(private::Input::new()));
}
