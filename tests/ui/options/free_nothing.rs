use dagwright::dag;

#[dag]
mod checkout {
    async fn folder() -> String {
        String::new()
    }

    #[node(free)]
    async fn clean(folder: &str) {
        let _ = folder;
    }
}

fn main() {}
