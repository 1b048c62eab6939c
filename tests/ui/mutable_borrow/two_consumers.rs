use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub log: &'a mut Vec<String>,
    }

    async fn cart(log: &mut Vec<String>) -> usize {
        log.push("cart".to_owned());
        log.len()
    }
    async fn page(log: &mut Vec<String>) -> usize {
        log.push("page".to_owned());
        log.len()
    }
}

fn main() {
    let mut log = Vec::new();
    let run = checkout::Pipeline::run(checkout::Input { log: &mut log });
    drop(run);
}
