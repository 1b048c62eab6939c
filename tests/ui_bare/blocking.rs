use dagwright::dag;

// text (blocking)         the option needs tokio
#[dag]
mod pipeline {
    #[input]
    pub struct Input {
        pub path: String,
    }

    #[node(blocking)]
    fn text(path: &str) -> std::io::Result<String> {
        std::fs::read_to_string(path)
    }
}

fn main() {
    drop(pipeline::Pipeline::run(pipeline::Input { path: String::new() }));
}
