use dagwright::dag;

#[dag]
mod work {
    async fn transaction() -> Vec<u8> {
        Vec::new()
    }

    async fn written(transaction: &mut Vec<u8>) -> usize {
        transaction.push(1);
        transaction.len()
    }

    #[node(finally)]
    async fn clear(transaction: Option<&Vec<u8>>) {
        println!("{transaction:?}");
    }
}

fn main() {}
