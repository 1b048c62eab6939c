use dagwright::dag;

#[derive(Debug)]
pub struct Unknown<'t>(&'t str);

#[dag]
mod checkout {
    use super::Unknown;

    async fn text() -> String {
        "a b".to_owned()
    }
    async fn number(text: &str) -> Result<u64, Unknown<'_>> {
        text.parse().map_err(|_| Unknown(text))
    }
}

fn main() {
    drop(checkout::Pipeline::run());
}
