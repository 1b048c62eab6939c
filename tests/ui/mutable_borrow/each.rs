use dagwright::dag;

#[dag]
mod checkout {
    #[input]
    pub struct Input {
        pub log: Vec<String>,
        pub ids: Vec<u64>,
    }

    async fn pages(#[each(ids)] id: &u64, log: &mut Vec<String>) -> usize {
        log.push(id.to_string());
        log.len()
    }
}

fn main() {}
