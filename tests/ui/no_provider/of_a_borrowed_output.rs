use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub text: &'a str,
    }

    async fn first(txt: &str) -> &str {
        txt.split(' ').next().unwrap_or(txt)
    }
}

fn main() {
    drop(checkout::Pipeline::run(checkout::Input { text: "a b" }));
}
