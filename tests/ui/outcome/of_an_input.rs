use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub name: String,
    }

    async fn page(name: Result<String, std::io::Error>) -> usize {
        name.map_or(0, |name| name.len())
    }
}

fn main() {
    let run = checkout::Pipeline::run(checkout::Input { name: String::new() });
    drop(run);
}
