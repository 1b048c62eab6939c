use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub name: String,
    }

    async fn page(name: String, #[from(name)] title: &str) -> String {
        format!("{name} {title}")
    }
}

fn main() {
    let run = checkout::Pipeline::run(checkout::Input { name: "Ada".to_owned() });
    drop(run);
}
