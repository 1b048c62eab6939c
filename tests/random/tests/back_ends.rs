//! The same random graphs by other back ends, which know the program and no schedule: the values are those of the woven
//! runs, and the ready set takes no longer than they do.

#![allow(unreachable_pub, reason = "the generated pipelines are written as users write them, with `pub` inputs")]

use dagwright_random_graphs::{Log, Node, evaluate};

/// Checks the values of all nodes.
#[track_caller]
fn assert_values(log: &Log, sinks: Vec<(usize, u64)>, nodes: &[Node]) {
    let expected = evaluate(nodes).values;
    let values: Vec<_> = expected.iter().copied().enumerate().collect();
    assert_eq!(log.values(), values);
    sinks.into_iter().for_each(|(node, value)| assert_eq!(value, expected[node], "output of {node}"));
}

/// Runs the graph of a file by each back end.
macro_rules! by_each_back_end {
    ($($kind:ident)*) => {$(
        mod $kind {
            mod sequential {
                use dagwright_back_ends::sequential as dag;
                use dagwright_random_graphs::{Log, Node};

                include!(concat!(env!("OUT_DIR"), "/", stringify!($kind), ".rs"));

                #[tokio::test(start_paused = true)]
                async fn one_after_the_other_gives_the_same_values_in_the_sum_of_the_durations() {
                    let log = Log::new();
                    let output = pipeline::Pipeline::run(pipeline::Input { log: &log }).await;
                    assert_eq!(log.now(), NODES.iter().map(|node| node.millis).sum::<u64>());
                    crate::assert_values(&log, sinks(&output), NODES);
                }
            }

            mod ready_set {
                use dagwright_back_ends::ready_set as dag;
                use dagwright_random_graphs::{Log, Node, evaluate};

                include!(concat!(env!("OUT_DIR"), "/", stringify!($kind), ".rs"));

                #[tokio::test(start_paused = true)]
                async fn starting_what_is_ready_gives_the_same_values_in_the_same_time() {
                    let log: &'static Log = Box::leak(Box::new(Log::new()));
                    let output = pipeline::Pipeline::run(pipeline::Input { log }).await;
                    assert_eq!(log.now(), evaluate(NODES).makespan);
                    crate::assert_values(log, sinks(&output), NODES);
                }
            }
        }
    )*};
}

by_each_back_end!(free dense narrow scattered in_step);
