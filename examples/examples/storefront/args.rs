//! The command line. Arguments that clap rejects end the program with exit code 2.

use std::path::PathBuf;

use clap::Parser;

/// Prints a customer's page of the shop as JSON, or serves such pages over HTTP.
#[derive(Parser)]
pub struct Args {
    /// The customer whose page to print.
    #[arg(long, value_name = "ID", default_value_t = 1)]
    pub customer: i64,

    /// The database; made from the data file if it does not exist [default: a file beside this program].
    #[arg(long, value_name = "PATH")]
    database: Option<PathBuf>,

    /// The data file that a new database is made from.
    #[arg(long, value_name = "PATH", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/data/shop.sql"))]
    pub data: PathBuf,

    /// The milliseconds to wait for a database that another process has locked.
    #[arg(long, value_name = "MILLIS", default_value_t = 1000)]
    pub lock_wait: u64,

    /// Answers `GET /customers/ID` on this address (port 0: any free one) instead of printing.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "customer")]
    pub serve: Option<String>,
}

impl Args {
    /// The path of the database, which may not exist yet.
    pub fn database(&self) -> PathBuf {
        self.database.clone().unwrap_or_else(|| {
            let program = std::env::current_exe().unwrap_or_else(|_| std::env::temp_dir().join("storefront"));
            program.with_extension("db")
        })
    }
}
