//! The shop over HTTP, as in the example, with a route for each way to make the page.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use sqlx::SqlitePool;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::by_hand;
use crate::database::{self, CONNECTIONS};
use crate::error::AppError;
use crate::model::Page;
use crate::pipeline::storefront;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/data/shop.sql");

pub struct Shop {
    pub db: SqlitePool,
    pub searches: Semaphore,
    _folder: TempDir,
}

impl Shop {
    /// A new shop with a database of its own.
    pub async fn open() -> Result<Arc<Self>, AppError> {
        let folder = tempfile::tempdir()?;
        let db = database::open(&folder.path().join("shop.db"), DATA.as_ref(), Duration::from_secs(10)).await?;
        Ok(Arc::new(Self { db, searches: Semaphore::new(CONNECTIONS as usize / 2), _folder: folder }))
    }

    pub fn input(&self, customer_id: i64) -> storefront::Input<'_> {
        storefront::Input { db: &self.db, customer_id, searches: &self.searches }
    }
}

pub async fn with_dagwright(State(shop): State<Arc<Shop>>, Path(id): Path<i64>) -> Result<Json<Page>, AppError> {
    Ok(Json(storefront::Pipeline::run(shop.input(id)).await?.page))
}

pub async fn by_hand(State(shop): State<Arc<Shop>>, Path(id): Path<i64>) -> Result<Json<Page>, AppError> {
    Ok(Json(by_hand::page(shop.input(id)).await?))
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, self.to_string()).into_response()
    }
}

/// Serves in the background, on a port that the system chooses.
pub async fn start(shop: Arc<Shop>) -> Result<SocketAddr, AppError> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let app = Router::new()
        .route("/dagwright/{id}", get(with_dagwright))
        .route("/by-hand/{id}", get(by_hand))
        .with_state(shop);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}
