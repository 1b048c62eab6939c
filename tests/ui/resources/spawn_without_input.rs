use dagwright::dag;

// page (spawned)         on what?
#[dag]
mod checkout {
    #[node(spawn = workers)]
    async fn page() -> String {
        String::new()
    }
}

fn main() {
    let _ = checkout::Pipeline::run;
}
