use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub logs: &'a [Vec<String>],
    }

    async fn log<'a>(logs: &'a [Vec<String>]) -> &'a Vec<String> {
        &logs[0]
    }
    async fn cart(log: &mut Vec<String>) -> usize {
        log.push("cart".to_owned());
        log.len()
    }
}

fn main() {
    drop(checkout::Pipeline::run(checkout::Input { logs: &[] }));
}
