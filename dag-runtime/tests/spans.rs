//! The caller's span goes along to other threads.
#![cfg(all(feature = "tokio", feature = "tracing"))]

use dag_runtime::{blocking, blocking_on, blocking_pool, spawn, spawn_on};
use tokio::runtime::{Builder, Handle};
use tracing::span::Id;
use tracing::{Instrument, Span, info_span};

async fn ids() -> [Option<Id>; 5] {
    let here = Span::current().id();
    let of_task = spawn("x", async {
        tokio::task::yield_now().await;
        Span::current().id()
    });
    let workers = Handle::current();
    let named = spawn_on("x", &workers, async { Span::current().id() });
    let called = blocking_on("x", blocking_pool(&workers), || Span::current().id());
    [here, of_task.await, blocking("x", || Span::current().id()).await, named.await, called.await]
}

// run ─┬→ task
//      └→ function
#[test]
fn a_task_and_a_blocking_function_are_in_the_span_of_their_caller() {
    tracing::subscriber::set_global_default(tracing_subscriber::registry()).unwrap();
    for builder in [&mut Builder::new_current_thread(), &mut Builder::new_multi_thread()] {
        builder.build().unwrap().block_on(async {
            let span = info_span!("run");
            let id = span.id();
            assert!(id.is_some());
            assert_eq!(ids().instrument(span).await, std::array::from_fn(|_| id.clone()));
            assert_eq!(ids().await, [const { None }; 5]);
        });
    }
}
