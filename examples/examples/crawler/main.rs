//! Reads all 500 pages of a site that is in a bad mood, and stops in the middle without leaving anything behind.
//!
//! ```text
//! contents ──► pages ──► documents ─┬─────────────────┬──► summary
//! contents ─┐                       ├──► dead_links ──┤
//! pages ────┼──► lost ──────────────┴─────────────────┘
//!           └──► log
//! ```
//!
//! (`contents` and `pages` are one node each, drawn where they are used.) `contents` is the list of all pages. `pages`
//! fetches each of them, 32 at once, every one in a task of its own: an attempt has a second, a failed one is followed by
//! up to five more at growing distances, and no more than 24 requests are under way at once, for so many permits has
//! the semaphore that the caller hands in. A page that never comes is a value, too. `documents` takes the pages apart
//! on tokio's blocking pool.
//!
//! The server (`server.rs`) is part of the program. It fails, refuses, dawdles, hangs up in mid-page, and falls silent,
//! by a plan (`plan.rs`) that follows from a seed, so what the crawl has to find is known beforehand, however the
//! requests overtake each other.
//!
//! The second crawl is dropped after 100 answers. Its tasks are gone then, as the runtime's metrics say, and its permits
//! are back.
//!
//! Run it: `cargo run -p dagwright-examples --example crawler`, with another `-- --seed 8`, or more `--threads 4`.

mod document;
mod pipeline;
mod plan;
mod server;
mod web;

use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::Semaphore;
use tokio::task::yield_now;

use crate::pipeline::crawl;
use crate::plan::Plan;
use crate::server::Server;
use crate::web::Web;

/// The number of requests that the site wants to see at once.
const SLOTS: usize = 24;

/// The number of answers after which the second crawl is stopped.
const ENOUGH: u64 = 100;

/// Reads all pages of a site that fails, dawdles and refuses.
#[derive(Parser)]
struct Args {
    /// The seed of the site's moods.
    #[arg(long, value_name = "NUMBER", default_value_t = 7)]
    seed: u64,

    /// The number of pages of the site.
    #[arg(long, value_name = "NUMBER", default_value_t = 500)]
    pages: u64,

    /// The number of threads for the crawler's tasks; one means the caller's own thread alone.
    #[arg(long, value_name = "NUMBER", default_value_t = 2)]
    threads: usize,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("crawler: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let plan = Plan { seed: args.seed, pages: args.pages };
    println!("{} pages, {} of them in a bad mood at first", plan.pages, plan.moody());

    let server = Server::start(plan)?;
    runtime(args.threads)?.block_on(whole_crawl(&server, &plan))?;

    let server = Server::start(plan)?;
    runtime(args.threads)?.block_on(stopped_crawl(&server))
}

fn runtime(threads: usize) -> std::io::Result<Runtime> {
    match threads {
        0 | 1 => Builder::new_current_thread().enable_all().build(),
        threads => Builder::new_multi_thread().worker_threads(threads).enable_all().build(),
    }
}

async fn whole_crawl(server: &Server, plan: &Plan) -> Result<(), Box<dyn Error>> {
    let web = Web::new(server.address);
    let input = crawl::Input { web: web.clone(), slots: Arc::new(Semaphore::new(SLOTS)) };
    let summary = crawl::Pipeline::run(input).await?.summary;
    println!("{summary}");

    let planned = plan.summary();
    check("as planned", summary == planned, || format!("planned were {planned}"))?;
    let most = web.most_at_once();
    check(&format!("never more than {SLOTS} requests at once"), most <= SLOTS, || format!("there were {most}"))
}

async fn stopped_crawl(server: &Server) -> Result<(), Box<dyn Error>> {
    let before = tasks();
    let web = Web::new(server.address);
    let slots = Arc::new(Semaphore::new(SLOTS));
    let input = crawl::Input { web: web.clone(), slots: Arc::clone(&slots) };
    // Counted while the crawl is under way: those that are aborted may be gone in the next moment.
    let enough = async {
        server.has_answered(ENOUGH).await;
        tasks()
    };
    let under_way = tokio::select! {
        biased;
        under_way = enough => under_way,
        _ = crawl::Pipeline::run(input) => return Err("the crawl came to its end before it could be stopped".into()),
    };
    println!("stopped after {ENOUGH} answers");
    check("it had tasks under way", under_way > before, || "there were none".to_owned())?;
    check("all permits are back", slots.available_permits() == SLOTS, || format!("{slots:?}"))?;

    drop(web); // and with it the connections, each of which is a task
    let after = tasks_when_settled(before).await;
    check("no task is left behind", after == before, || format!("{after} tasks instead of {before}"))
}

fn tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

/// A task that was aborted, or whose connection was dropped, ends when its thread next comes round to it.
async fn tasks_when_settled(expected: usize) -> usize {
    for _ in 0..1_000_000 {
        if tasks() == expected {
            break;
        }
        yield_now().await;
    }
    tasks()
}

fn check(claim: &str, holds: bool, fault: impl FnOnce() -> String) -> Result<(), Box<dyn Error>> {
    if !holds {
        return Err(format!("not true: {claim}: {}", fault()).into());
    }
    println!("  {claim}: yes");
    Ok(())
}
