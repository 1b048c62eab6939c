//! The caller's span goes along to other threads.
#![cfg(all(feature = "tokio", feature = "tracing"))]

use dag_runtime::{blocking, spawn};
use tokio::runtime::Builder;
use tracing::span::Id;
use tracing::{Instrument, Span, info_span};

async fn ids() -> [Option<Id>; 3] {
    let here = Span::current().id();
    let of_task = spawn("x", async {
        tokio::task::yield_now().await;
        Span::current().id()
    });
    [here, of_task.await, blocking("x", || Span::current().id()).await]
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
            assert_eq!(ids().instrument(span).await, [id.clone(), id.clone(), id]);
            assert_eq!(ids().await, [None, None, None]);
        });
    }
}
