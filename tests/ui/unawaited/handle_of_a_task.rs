use dagwright::dag;
use tokio::task::JoinHandle;

#[dag]
mod report {
    use super::JoinHandle;

    async fn job() -> JoinHandle<u64> {
        tokio::spawn(async { 7 })
    }

    #[node]
    fn second() -> Result<JoinHandle<u64>, u8> {
        Ok(tokio::spawn(async { 7 }))
    }

    async fn page(job: &JoinHandle<u64>) -> bool {
        job.is_finished()
    }
}

fn main() {
    drop(report::Pipeline::run());
}
