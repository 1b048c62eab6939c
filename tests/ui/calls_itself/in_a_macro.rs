use dagwright::dag;

#[dag]
mod shop {
    #[input]
    pub struct Input {
        pub id: u64,
    }

    #[node]
    fn depth(id: u64) -> String {
        format!("{}", depth(id - 1))
    }
}

fn main() {
    drop(shop::Pipeline::run(shop::Input { id: 7 }));
}
