//! A shop's page for one customer: fifteen nodes over a database, on the command line and as a web service.
//!
//! ```text
//! customer ─────► orders ─────────────► recommendations ─┐
//! customer ─────► discounts ─┐                           │
//! cart ──────────────────────┴► prices ─┐                │
//! customer ─┐                           ├► bill ─────────┤
//! cart ─────┴───► shipping ─┬───────────┘                ├► page
//!                           └───────────┐                │
//! cart ─┬───────► missing ──┬───────────┴► delivery ─────┤
//!       └► stock ───┘       ├► sold_out                  │
//!                           │   ┆                        │
//!                           └───┴► substitutes ──────────┤
//! announcements ─────────────────────────────────────────┘
//! ```
//!
//! (`customer` and `cart` are one node each, drawn where they are used.) `customer`, `cart` and `announcements` start at
//! once. `stock` waits for the cart alone and `orders` for the customer alone, while `shipping` waits for both: a
//! shape that no nesting of joins expresses without making somebody wait. `substitutes` is only looked for when something
//! is sold out. A database error ends the run; `recommendations` that fail or take too long do not, and the page says
//! so. Of all pages together, no more than half of the connections are used to search through the products.
//!
//! The pipeline is in `pipeline.rs`; the rest is ordinary code around it. `ordering.rs` has another one: it makes an order of
//! a cart in one transaction, which passes through its nodes.
//!
//! Run it: `cargo run -p dagwright-examples --example storefront`, then try `-- --customer 3`, whose recommendations fail,
//! `-- --customer 99`, and `-- --serve 127.0.0.1:8000` with `curl http://127.0.0.1:8000/customers/1`
//! and `curl -X POST http://127.0.0.1:8000/customers/6/orders`.

mod args;
mod database;
mod error;
mod model;
mod ordering;
mod pipeline;
mod server;
mod shop;

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use crate::args::Args;
use crate::error::AppError;
use crate::shop::Shop;

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Args::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("storefront: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: &Args) -> Result<(), AppError> {
    let db = database::open(&args.database(), &args.data, Duration::from_millis(args.lock_wait)).await?;
    let shop = Shop::new(db);
    match &args.serve {
        Some(address) => server::serve(address, shop).await,
        None => {
            let page = serde_json::to_string_pretty(&shop.page(args.customer).await?)?;
            Ok(writeln!(std::io::stdout(), "{page}")?)
        }
    }
}
