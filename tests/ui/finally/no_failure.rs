use dagwright::dag;

#[dag]
mod work {
    async fn folder() -> String {
        String::new()
    }

    #[node(finally)]
    async fn clear(failure: Option<&Error>) {
        println!("{failure:?}");
    }
}

fn main() {}
