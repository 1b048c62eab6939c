//! Everything that can go wrong, in words for the person at the terminal.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

#[derive(Debug, Error)]
pub enum AppError {
    #[error("there is no customer {0}")]
    UnknownCustomer(i64),

    #[error("the cart of customer {0} is empty")]
    EmptyCart(i64),

    #[error("{0} is sold out")]
    SoldOut(String),

    #[error("the interests of customer {customer_id} are unreadable: {source}")]
    Interests { customer_id: i64, source: serde_json::Error },

    #[error("{0}")]
    Timeout(#[from] dagwright::Timeout),

    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),

    #[error("cannot open the database {}: {source}", path.display())]
    Open { path: PathBuf, source: sqlx::Error },

    #[error("{} is not a database of this program's version; name another or remove it", path.display())]
    ForeignDatabase { path: PathBuf },

    #[error("cannot read the data file {}: {source}", path.display())]
    DataFile { path: PathBuf, source: io::Error },

    #[error("cannot listen on {address}: {source}")]
    Listen { address: String, source: io::Error },

    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),

    #[error("input or output failed: {0}")]
    Io(#[from] io::Error),
}
