use dagwright::dag;

#[dag]
mod checkout {
    async fn user(id: u64) -> String {
        id.to_string()
    }

    async fn page(user: &str, id: u64, db: &str) -> String {
        format!("{user} {id} {db}")
    }
}

fn main() {
    drop(checkout::Pipeline::run(checkout::Input { id: 7, db: "" }));
}
