//! The storefront example under load, its pipeline beside the same page made by hand:
//! `cargo run --release -p dagwright-load` prints the results and writes them into `RESULTS.md`.

mod by_hand;
mod compare;
#[path = "../../../examples/examples/storefront/database.rs"]
mod database;
#[allow(dead_code, reason = "the example's server has errors that this one has not")]
#[path = "../../../examples/examples/storefront/error.rs"]
mod error;
mod memory;
#[allow(dead_code, reason = "the example's server takes orders, too")]
#[path = "../../../examples/examples/storefront/model.rs"]
mod model;
mod report;
mod rounds;
mod service;

mod pipeline {
    include!(concat!(env!("OUT_DIR"), "/pipeline.rs"));
}

use tokio::runtime::Runtime;

use crate::compare::{Comparison, compare};
use crate::rounds::{Failure, Load};
use crate::service::Shop;

const RESULTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/RESULTS.md");

fn main() -> Result<(), Failure> {
    if cfg!(debug_assertions) {
        return Err("a debug build says nothing about costs: cargo run --release -p dagwright-load".into());
    }
    let pipeline = memory::of(service::with_dagwright)?;
    let by_hand = memory::of(service::by_hand)?;
    let comparisons = Runtime::new()?.block_on(under_load())?;
    let page = report::page(&comparisons, &pipeline, &by_hand);
    print!("{page}");
    Ok(std::fs::write(RESULTS, page)?)
}

/// With few clients, a core is free now and then; with many, never.
async fn under_load() -> Result<Vec<Comparison>, Failure> {
    let load = Load::new(service::start(Shop::open().await?).await?);
    Ok(vec![compare(&load, 4).await?, compare(&load, 32).await?])
}
