use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input<'a> {
        pub log: &'a mut Vec<String>,
    }

    #[node(spawn)]
    async fn words(log: &mut Vec<String>) -> usize {
        log.len()
    }
}

fn main() {}
