use dagwright::dag;

#[dag]
mod work {
    async fn is_new() -> bool {
        true
    }

    #[node(finally, when = is_new)]
    async fn clear() {}
}

fn main() {}
