#![deny(warnings)]
use dagwright::dag;

#[dag]
pub mod shop {
    async fn user() -> Result<String, u8> {
        Ok("ann".to_owned())
    }

    async fn page(user: Result<&String, &u8>) -> String {
        format!("{user:?}")
    }

    async fn audit(user: &str) {
        println!("{user}");
    }
}

fn main() {}
