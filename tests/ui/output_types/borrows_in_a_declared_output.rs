use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub separator: &'a str,
        pub text: String,
    }

    #[output]
    pub struct Output<'a> {
        pub words: Vec<&'a str>,
    }

    async fn words<'t>(text: &'t str, separator: &str) -> Vec<&'t str> {
        text.split(separator).collect()
    }
}

fn main() {
    let run = checkout::Pipeline::run(checkout::Input { separator: " ", text: String::new() });
    drop(run);
}
