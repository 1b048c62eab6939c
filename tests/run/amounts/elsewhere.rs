//! Amounts wherever a call may be: in lanes, in tasks, on threads, for each element, with an error of the user's.

use std::sync::Arc;
use std::time::Duration;

use dagwright::{Timeout, dag};

use super::{flaky, ms};
use crate::support::{Diary, Flaky, Refused, on_both_flavours};

// user ──┬──→ cart (retry)      ┐
//        └──→ offers (timeout)  ├ → page        two lanes that read each other's values, and their limits
// stock ─┬──→ offers            │
//        └→ limit ┄→ cart       ┘
#[dag]
mod lanes {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub server: &'a Flaky,
        pub diary: &'a Diary,
    }

    async fn user(diary: &Diary) -> Duration {
        diary.work("user", 10).await;
        ms(30)
    }
    async fn stock(diary: &Diary) -> u32 {
        diary.work("stock", 20).await;
        3
    }
    #[node(retry(attempts = stock, backoff = user, factor = 1))]
    async fn cart(user: &Duration, server: &Flaky) -> Result<u128, Refused> {
        server.call().map(|_| user.as_millis())
    }
    #[node(timeout = user, fallback = late)]
    async fn offers(user: &Duration, stock: &u32) -> u128 {
        tokio::time::sleep(*user * *stock).await;
        0
    }
    fn late(timeout: Timeout) -> u128 {
        timeout.limit().as_millis()
    }
    #[node(when = wanted, timeout = user)]
    async fn extra(stock: &u32) -> u32 {
        *stock
    }
    async fn wanted(diary: &Diary) -> bool {
        diary.work("wanted", 15).await;
        true
    }
    async fn page(cart: u128, offers: u128, extra: Option<&u32>) -> (u128, u128, Option<u32>) {
        (cart, offers, extra.copied())
    }
}

#[tokio::test(start_paused = true)]
async fn lanes_read_the_amounts_of_other_lanes() {
    let (times, server) = flaky(2);
    let diary = Diary::new();
    let output = lanes::Pipeline::run(lanes::Input { server: &server, diary: &diary }).await;
    assert_eq!(output.unwrap().page, (30, 30, Some(3)));
    assert_eq!(times.lines(), ["20 call 1", "50 call 2", "80 call 3"]);
    let (_, server) = flaky(3);
    let diary = Diary::new();
    let error = lanes::Pipeline::run(lanes::Input { server: &server, diary: &diary }).await.err();
    assert!(matches!(error, Some(lanes::Error::Cart(Refused(3)))));
}

// given ─→ limit ┄→ spawned, blocked, all (each, spawn), mapped (each, blocking)
#[dag]
mod tasks {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub given: &'a Duration,
        pub tries: &'a u8,
        pub server: Arc<Flaky>,
        pub other: Arc<Flaky>,
        pub many: Vec<Arc<Flaky>>,
    }

    async fn limit(given: &Duration) -> Duration {
        *given
    }
    #[node(spawn, timeout = limit, infallible)]
    async fn spawned() -> Result<(), Timeout> {
        std::future::pending().await
    }
    #[node(spawn, retry(attempts = tries, backoff = given))]
    async fn again(server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
    #[node(blocking, timeout = "1min", retry(attempts = tries, backoff = given))]
    fn blocked(other: &Flaky) -> Result<usize, Refused> {
        other.call()
    }
    #[node(spawn, concurrency = tries, timeout = limit, retry(attempts = tries, backoff = limit))]
    async fn all(#[each(many)] server: &Flaky) -> Result<usize, Refused> {
        server.call()
    }
    #[node(blocking, concurrency = tries, retry(attempts = tries, backoff = given), infallible)]
    fn mapped(#[each(many)] server: &Flaky, _all: &[usize], limit: Duration) -> Result<(usize, Duration), Refused> {
        server.call().map(|call| (call, limit))
    }
}

#[test]
fn tasks_and_threads_get_the_amounts_of_borrowed_inputs_and_of_nodes() {
    on_both_flavours(async || {
        let server = |fails| Arc::new(flaky(fails).1);
        let many = vec![server(0), server(2), server(1)];
        let (given, tries) = (ms(1), 3);
        let input = tasks::Input { given: &given, tries: &tries, server: server(2), other: server(1), many };
        let output = tasks::Pipeline::run(input).await.expect("three attempts are enough");
        assert_eq!(output.spawned, Err(Timeout::new("spawned", ms(1))));
        assert_eq!((output.again, output.blocked), (3, 2));
        assert_eq!(output.mapped, [Ok((2, ms(1))), Ok((4, ms(1))), Ok((3, ms(1)))]);
    });
}

// limit ┄→ first → second → third      a chain of tasks, of which one has a limit of the caller's
#[dag(spawn)]
mod chain {
    use super::*;

    #[input]
    pub struct Input {
        pub limit: Duration,
        pub takes: u64,
    }

    async fn first(takes: u64) -> u64 {
        takes
    }
    #[node(timeout = limit)]
    async fn second(first: u64) -> u64 {
        tokio::time::sleep(ms(first)).await;
        first + 1
    }
    async fn third(second: u64, limit: &Duration) -> u64 {
        second + u64::from(limit.subsec_millis())
    }
    async fn beside() -> u32 {
        1
    }
}

#[tokio::test(start_paused = true)]
async fn where_every_node_may_be_a_task_it_is_the_same() {
    let run = async |takes| chain::Pipeline::run(chain::Input { limit: ms(50), takes }).await;
    assert_eq!(run(10).await.map(|output| output.third).ok(), Some(61));
    assert!(matches!(run(60).await, Err(chain::Error::Second(late)) if late.limit() == ms(50)));
}

#[derive(Debug, PartialEq)]
pub enum AppError {
    Refused(usize),
    Late(Timeout),
}

impl From<Refused> for AppError {
    fn from(error: Refused) -> Self {
        Self::Refused(error.0)
    }
}

impl From<Timeout> for AppError {
    fn from(timeout: Timeout) -> Self {
        Self::Late(timeout)
    }
}

fn is_early(error: &Refused) -> bool {
    error.0 < 2
}

// items → all (each, with everything)      a foreign timeout and an error type of the user's
#[dag(error = AppError)]
mod each {
    use super::*;

    #[input]
    pub struct Input {
        pub items: Vec<u64>,
        pub server: Arc<Flaky>,
        pub limit: Duration,
        pub tries: u32,
    }

    #[node(concurrency = tries, timeout = limit, retry(attempts = tries, backoff = limit, only = is_early))]
    async fn all(#[each(items)] item: &u64, server: &Flaky) -> Result<u64, Refused> {
        server.call()?;
        tokio::time::sleep(ms(*item)).await;
        Ok(*item)
    }
}

#[tokio::test(start_paused = true)]
async fn elements_have_amounts_too() {
    let run = async |items: &[u64], fails| {
        let (diary, server) = flaky(fails);
        let input = each::Input { items: items.to_vec(), server: Arc::new(server), limit: ms(10), tries: 2 };
        (each::Pipeline::run(input).await.map(|output| output.all), diary.lines())
    };
    assert_eq!(run(&[1, 2, 3], 0).await.0, Ok(vec![1, 2, 3]));
    assert_eq!(run(&[4], 1).await, (Ok(vec![4]), vec!["0 call 1".into(), "10 call 2".into()]));
    assert_eq!(run(&[4], 2).await.0, Err(AppError::Refused(2)));
    let (output, calls) = run(&[11], 0).await;
    assert_eq!(output, Err(AppError::Late(Timeout::new("all", ms(10)))));
    assert_eq!(calls, ["0 call 1", "20 call 2"], "a timeout is tried again, whatever `only` says of other failures");
}
