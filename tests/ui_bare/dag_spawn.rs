use dagwright::dag;

// numbers ─→ sum         all of it spawned, for which tokio is needed
#[dag(spawn)]
mod pipeline {
    async fn numbers() -> Vec<u32> {
        vec![1, 2]
    }
    async fn sum(numbers: &[u32]) -> u32 {
        numbers.iter().sum()
    }
}

fn main() {
    drop(pipeline::Pipeline::run());
}
