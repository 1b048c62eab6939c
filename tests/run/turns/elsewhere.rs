//! A value that is changed in a task or on a thread goes there and comes back.

use dagwright::dag;

use crate::support::on_both_flavours;

#[dag]
mod there_and_back {
    async fn list() -> Vec<u32> {
        vec![0]
    }
    #[node(spawn)]
    async fn first(list: &mut Vec<u32>) -> u32 {
        tokio::task::yield_now().await;
        list.push(1);
        1
    }
    #[node(blocking)]
    fn second(list: &mut Vec<u32>, first: u32) -> u32 {
        list.push(first + 1);
        2
    }
    #[node(spawn)]
    async fn a(list: &[u32], second: u32) -> u32 {
        list.iter().sum::<u32>() + second
    }
    #[node(blocking)]
    fn b(list: &Vec<u32>, second: u32) -> usize {
        list.len() + second as usize
    }
    async fn c(list: &[u32], second: u32) -> u32 {
        list[0] + second
    }
    #[node(after(a, b, c))]
    async fn third(list: &mut Vec<u32>) {
        list.push(3);
    }
    #[node(spawn, after(third))]
    async fn fourth(list: &mut Vec<u32>) {
        list.push(4);
    }
    #[node(blocking, after(fourth))]
    fn last(list: Vec<u32>) -> Vec<u32> {
        list
    }
}

#[test]
fn a_value_goes_to_tasks_and_threads_and_back() {
    on_both_flavours(|| async {
        let output = there_and_back::Pipeline::run().await;
        assert_eq!((output.a, output.b, output.c), (5, 5, 2));
        assert_eq!(output.last, [0, 1, 2, 3, 4]);
    });
}

// A failure that is handled brings the value back as well.
#[dag]
mod handled {
    #[input]
    pub struct Input {
        pub list: Vec<u32>,
    }

    #[node(spawn, fallback = none)]
    async fn first(list: &mut Vec<u32>) -> Result<u32, String> {
        list.push(1);
        Err("no".to_owned())
    }
    fn none(_: String) -> u32 {
        0
    }
    #[node(blocking)]
    fn second(list: &mut Vec<u32>, first: u32) -> Result<u32, String> {
        list.push(first);
        Err("no".to_owned())
    }
    async fn last(list: &mut Vec<u32>, second: Result<&u32, &String>) -> (Vec<u32>, bool) {
        (list.clone(), second.is_err())
    }
}

#[test]
fn a_failure_that_is_handled_brings_it_back() {
    on_both_flavours(|| async {
        let output = handled::Pipeline::run(handled::Input { list: vec![] }).await;
        assert_eq!(output.last, (vec![1, 0], true));
    });
}

// With a permit, a time limit that ends the run, and everything spawned.
#[dag(spawn)]
mod everything_spawned {
    use std::sync::Arc;

    use tokio::sync::Semaphore;

    #[input]
    pub struct Input {
        pub permits: Arc<Semaphore>,
    }

    async fn list() -> Vec<u32> {
        vec![0]
    }
    async fn other() -> u32 {
        7
    }
    #[node(limit = permits, timeout = "1s")]
    async fn first(list: &mut Vec<u32>) -> u32 {
        list.push(1);
        1
    }
    async fn second(list: &mut Vec<u32>, first: u32, other: u32) -> u32 {
        list.push(first + other);
        2
    }
    async fn beside(other: u32) -> u32 {
        other
    }
    async fn last(list: Vec<u32>, second: u32) -> Vec<u32> {
        [list, vec![second]].concat()
    }
}

#[test]
fn among_nodes_that_are_all_spawned() {
    on_both_flavours(|| async {
        let input = everything_spawned::Input { permits: std::sync::Arc::new(tokio::sync::Semaphore::new(1)) };
        let output = everything_spawned::Pipeline::run(input).await.unwrap();
        assert_eq!((output.last, output.beside), (vec![0, 1, 8, 2], 7));
    });
}
