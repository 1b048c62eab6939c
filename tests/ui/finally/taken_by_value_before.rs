use dagwright::dag;

#[dag]
mod work {
    async fn folder() -> Vec<u8> {
        Vec::new()
    }

    async fn files(folder: Vec<u8>) -> usize {
        folder.len()
    }

    #[node(finally)]
    async fn clear(folder: Option<&[u8]>) {
        println!("{folder:?}");
    }
}

fn main() {}
