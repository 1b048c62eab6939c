//! Runs of pipelines: one module per topic, one test per sentence.

#![allow(unreachable_pub, reason = "the pipelines are written as users write them, with `pub` inputs and outputs")]
#![allow(dead_code, reason = "not every test looks at every output")]
#![allow(
    clippy::borrowed_box,
    clippy::needless_lifetimes,
    clippy::ptr_arg,
    clippy::unused_async,
    reason = "forms that users write, whether or not a lint likes them, are what is tested"
)]

mod support;

mod after;
mod amounts;
mod blocking;
mod borrowed_values;
mod by_reference;
mod by_value;
mod chains;
mod coercions;
mod combined;
mod commit;
mod derives;
mod drops;
mod each;
mod ends;
mod entry_inputs;
mod entry_points;
mod error_values;
mod executors;
mod fail_fast;
mod failing_inputs;
mod fallback;
mod finally;
mod freed;
mod futures_returned;
mod generics;
mod handled_failures;
mod infallible;
mod inline_nodes;
mod inputs;
mod lattice;
mod layers;
mod left_behind;
mod limit;
mod moves;
mod n_shapes;
mod never;
mod options_together;
mod other_runtimes;
mod outputs;
mod panics;
mod places;
mod readme_options;
mod result_aliases;
mod retry;
mod runtimes;
mod send;
mod shapes;
mod spawn;
mod spawn_all;
mod start_order;
mod task_locals;
mod timeout;
mod turns;
mod two_names;
mod warnings;
mod when;
