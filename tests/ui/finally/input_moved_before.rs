use dagwright::dag;

#[dag]
mod work {
    #[input]
    pub struct Input {
        pub names: Vec<String>,
    }

    async fn count(names: Vec<String>) -> usize {
        names.len()
    }

    #[node(finally)]
    async fn clear(names: &[String]) {
        println!("{names:?}");
    }
}

fn main() {}
