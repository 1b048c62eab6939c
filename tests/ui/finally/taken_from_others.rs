use dagwright::dag;

#[dag]
mod work {
    #[input]
    pub struct Input {
        pub names: Vec<String>,
    }

    async fn count(names: &[String]) -> usize {
        names.len()
    }

    #[node(finally)]
    async fn clear(names: Vec<String>) {
        println!("{names:?}");
    }
}

fn main() {}
