//! The shop's database: an SQLite file, made from the data file by the first process that comes.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection, SqlitePool, query_scalar, raw_sql};

use crate::error::AppError;

/// The number of queries at once, of all customers together.
pub const CONNECTIONS: u32 = 10;

/// The number that the data file writes into `user_version`.
const VERSION: i64 = 1;

/// Opens the database at `path`, and fills it from the file `data` if there is nothing in it yet. A process that finds
/// it locked, now or later, waits for `lock_wait` before giving up.
pub async fn open(path: &Path, data: &Path, lock_wait: Duration) -> Result<SqlitePool, AppError> {
    let cannot_open = |source| AppError::Open { path: path.to_owned(), source };
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true).busy_timeout(lock_wait);

    let mut connection = options.connect().await.map_err(cannot_open)?;
    if is_empty(&mut connection).await.map_err(cannot_open)? {
        fill(&mut connection, data).await?;
    }
    let version: i64 = query_scalar("PRAGMA user_version").fetch_one(&mut connection).await?;
    connection.close().await?;

    if version != VERSION {
        return Err(AppError::ForeignDatabase { path: path.to_owned() });
    }
    SqlitePoolOptions::new().max_connections(CONNECTIONS).connect_with(options).await.map_err(cannot_open)
}

async fn is_empty(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    query_scalar("SELECT NOT EXISTS (SELECT * FROM sqlite_schema)").fetch_one(connection).await
}

/// Takes the lock before it looks again: of two processes that start at once, one waits and finds the work done.
async fn fill(connection: &mut SqliteConnection, data: &Path) -> Result<(), AppError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    if is_empty(&mut transaction).await? {
        let script =
            std::fs::read_to_string(data).map_err(|source| AppError::DataFile { path: data.to_owned(), source })?;
        raw_sql(AssertSqlSafe(script)).execute(&mut *transaction).await?;
    }
    Ok(transaction.commit().await?)
}
