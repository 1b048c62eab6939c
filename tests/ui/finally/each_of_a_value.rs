use dagwright::dag;

#[dag]
mod work {
    async fn pages() -> Vec<String> {
        Vec::new()
    }

    #[node(finally)]
    async fn clear(#[each(pages)] page: &str) {
        println!("{page}");
    }
}

fn main() {}
