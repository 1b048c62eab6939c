use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub log: &'a Vec<String>,
    }

    async fn page(log: &mut Vec<String>) -> usize {
        log.push("page".to_owned());
        log.len()
    }
}

fn main() {
    let log = Vec::new();
    let run = checkout::Pipeline::run(checkout::Input { log: &log });
    drop(run);
}
