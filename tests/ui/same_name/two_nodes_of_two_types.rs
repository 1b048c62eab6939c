use dagwright::dag;

#[dag]
mod checkout {
    async fn user() -> Result<String, std::io::Error> {
        Ok(String::new())
    }

    async fn user(id: u64) -> u64 {
        id
    }

    async fn page(user: u64) -> String {
        user.to_string()
    }
}

async fn print() {
    println!("{}", checkout::Pipeline::run().await.page);
}

fn main() {
    drop(print());
}
