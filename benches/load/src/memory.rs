//! The memory of a request in flight, and the allocations of a whole one. Counted on the one thread that the requests
//! run on, so without the threads of the database.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use allocation_counter::measure;
use axum::extract::{Path, State};
use futures::future::{join_all, try_join_all};
use tokio::runtime::{Builder, Runtime};
use tokio::time::sleep;

use crate::database::CONNECTIONS;
use crate::rounds::Failure;
use crate::service::Shop;

const IN_FLIGHT: usize = 200;
/// Of the measurements that the threads of the database disturb; their median counts.
const ROUNDS: usize = 9;
/// Customer 1 has something in the cart that is sold out, so every node runs.
const CUSTOMER: i64 = 1;

/// Bytes for one request, if not said otherwise.
pub struct Memory {
    /// The size of the handler's future.
    pub future: i64,
    /// On the heap, besides the future, while the first nodes wait for a connection.
    pub at_start: i64,
    /// The same while all nodes that need no permit have run, and those that need one wait for it.
    pub at_permit: i64,
    pub allocated: i64,
    /// A number.
    pub allocations: i64,
}

/// The memory of requests that `handler` answers.
pub fn of<F, T>(handler: impl Fn(State<Arc<Shop>>, Path<i64>) -> F) -> Result<Memory, Failure>
where
    F: Future<Output = T>,
{
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let _context = runtime.enter();
    let shop = runtime.block_on(Shop::open())?;
    let request = || handler(State(shop.clone()), Path(CUSTOMER));
    let requests = || -> Requests<F> { (0..IN_FLIGHT).map(|_| Box::pin(request())).collect() };

    // Connections are opened, and learn the queries.
    runtime.block_on(join_all(requests()));
    let mut at_permit = (0..ROUNDS).map(|_| at_permit(&runtime, &shop, requests())).collect::<Result<Vec<i64>, _>>()?;
    at_permit.sort_unstable();
    let whole = measure(|| (0..IN_FLIGHT).for_each(|_| drop(runtime.block_on(request()))));
    Ok(Memory {
        future: size_of_val(&request()) as i64,
        at_start: at_start(&runtime, &shop, requests())?,
        at_permit: at_permit[ROUNDS / 2],
        allocated: per_request(whole.bytes_total as i64),
        allocations: per_request(whole.count_total as i64),
    })
}

type Requests<F> = Vec<Pin<Box<F>>>;

fn at_start<F: Future>(runtime: &Runtime, shop: &Shop, mut requests: Requests<F>) -> Result<i64, Failure> {
    let _connections = runtime.block_on(try_join_all((0..CONNECTIONS).map(|_| shop.db.acquire())))?;
    let held = measure(|| poll_each(&mut requests, &mut Context::from_waker(Waker::noop())));
    drop(requests);
    Ok(per_request(held.bytes_current))
}

fn at_permit<F: Future>(runtime: &Runtime, shop: &Shop, mut requests: Requests<F>) -> Result<i64, Failure> {
    let _permits = runtime.block_on(shop.searches.acquire_many(CONNECTIONS / 2))?;
    let held = measure(|| {
        runtime.block_on(async {
            let wait = poll_fn(|cx| {
                poll_each(&mut requests, cx);
                Poll::<()>::Pending
            });
            tokio::select! {
                () = wait => {}
                () = until_idle(shop) => {}
            }
        });
    });
    Ok(per_request(held.bytes_current))
}

fn poll_each<F: Future>(requests: &mut Requests<F>, cx: &mut Context<'_>) {
    for request in requests {
        assert!(request.as_mut().poll(cx).is_pending(), "the request does not wait");
    }
}

/// Until no connection has been in use for a while.
async fn until_idle(shop: &Shop) {
    let mut idle = 0;
    while idle < 20 {
        sleep(Duration::from_millis(5)).await;
        idle = if shop.db.num_idle() == CONNECTIONS as usize { idle + 1 } else { 0 };
    }
}

fn per_request(all: i64) -> i64 {
    all / IN_FLIGHT as i64
}
