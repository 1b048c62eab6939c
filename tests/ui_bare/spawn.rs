use dagwright::dag;

// sum (spawn)         the option needs tokio
#[dag]
mod pipeline {
    #[input]
    pub struct Input {
        pub numbers: Vec<u32>,
    }

    #[node(spawn)]
    async fn sum(numbers: &[u32]) -> u32 {
        numbers.iter().sum()
    }
}

fn main() {
    drop(pipeline::Pipeline::run(pipeline::Input { numbers: vec![1] }));
}
