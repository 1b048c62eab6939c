//! Six tasks of uneven length: each starts the moment its own arguments are there.
//!
//! ```text
//! fast_task_a 0.1 s ──► slow_task_b 1 s ──────┐
//! slow_task_a 0.5 s ──┐                       ├──► end_task 0.1 s
//!                     ├──► fast_task_c 0.1 s ─┘
//! fast_task_b 0.2 s ──┘
//! ```
//!
//! Waiting for each level to be complete (the three tasks on the left, then the two in the middle, then the last)
//! takes 0.5 + 1 + 0.1 = 1.6 s. The longest path takes 0.1 + 1 + 0.1 = 1.2 s, and so does the pipeline.
//!
//! The clock is tokio's virtual one, which jumps to the next timer whenever nothing else is left to do:
//! the program ends at once and prints exact times.
//!
//! Run it: `cargo run -p dagwright-examples --example async_dag_readme`

use std::time::Duration;

use dagwright::dag;
use tokio::time::{Instant, sleep};

#[dag]
mod six_tasks {
    use super::*;

    #[input]
    pub struct Input {
        pub n: u64,
    }

    #[output]
    pub struct Output {
        pub fast_task_a: u64,
        pub end_task: u64,
    }

    async fn fast_task_a(n: u64) -> u64 {
        inc("fast_task_a", 100, n).await
    }

    async fn slow_task_b(fast_task_a: u64) -> u64 {
        inc("slow_task_b", 1000, fast_task_a).await
    }

    async fn slow_task_a(n: u64) -> u64 {
        inc("slow_task_a", 500, n).await
    }

    async fn fast_task_b(n: u64) -> u64 {
        inc("fast_task_b", 200, n).await
    }

    async fn fast_task_c(slow_task_a: u64, fast_task_b: u64) -> u64 {
        add("fast_task_c", 100, slow_task_a, fast_task_b).await
    }

    async fn end_task(fast_task_c: u64, slow_task_b: u64) -> u64 {
        add("end_task", 100, fast_task_c, slow_task_b).await
    }
}

async fn inc(task: &str, millis: u64, n: u64) -> u64 {
    work(task, millis).await;
    n + 1
}

async fn add(task: &str, millis: u64, a: u64, b: u64) -> u64 {
    work(task, millis).await;
    a + b
}

async fn work(task: &str, millis: u64) {
    println!("{task} task started...");
    sleep(Duration::from_millis(millis)).await;
    println!("{task} task done!");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let out = six_tasks::Pipeline::run(six_tasks::Input { n: 0 }).await;
    println!("{}", out.fast_task_a);
    println!("{}", out.end_task);
    println!("in {:?}", start.elapsed());
}
