use std::future::Ready;

use dagwright::dag;

#[dag]
mod checkout {
    use super::Ready;

    #[input]
    pub struct Input {
        #[future]
        pub token: Ready<String>,
    }

    async fn page(token: &mut String) -> usize {
        token.push('!');
        token.len()
    }
}

fn main() {
    let run = checkout::Pipeline::run(checkout::Input { token: std::future::ready(String::new()) });
    drop(run);
}
