//! The shop over HTTP: each request is one run of the pipeline, all of them over one pool of connections.

use std::io::Write;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::json;
use tokio::net::TcpListener;

use crate::error::AppError;
use crate::model::{Page, Receipt};
use crate::shop::Shop;

/// Serves until the program is interrupted.
pub async fn serve(address: &str, shop: Shop) -> Result<(), AppError> {
    let listener =
        TcpListener::bind(address).await.map_err(|source| AppError::Listen { address: address.to_owned(), source })?;
    writeln!(std::io::stdout(), "listening on http://{}", listener.local_addr()?)?;
    let app = Router::new()
        .route("/customers/{id}", get(customer_page))
        .route("/customers/{id}/orders", post(order))
        .with_state(Arc::new(shop));
    axum::serve(listener, app).with_graceful_shutdown(interrupted()).await?;
    Ok(())
}

/// A client that hangs up drops this future, and with it all nodes of the run that are still under way.
async fn customer_page(State(shop): State<Arc<Shop>>, Path(customer_id): Path<i64>) -> Result<Json<Page>, AppError> {
    Ok(Json(shop.page(customer_id).await?))
}

/// A client that hangs up before the order is there has ordered nothing.
async fn order(State(shop): State<Arc<Shop>>, Path(customer_id): Path<i64>) -> Result<Json<Receipt>, AppError> {
    Ok(Json(shop.order(customer_id).await?))
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let (status, message) = match self {
            AppError::UnknownCustomer(_) => (StatusCode::NOT_FOUND, self.to_string()),
            AppError::EmptyCart(_) | AppError::SoldOut(_) => (StatusCode::CONFLICT, self.to_string()),
            // The details are for the operator, not for the client.
            _ => {
                eprintln!("storefront: {self}");
                (StatusCode::INTERNAL_SERVER_ERROR, "the page is not available".to_owned())
            }
        };
        (status, Json(json!({ "error": message }))).into_response()
    }
}

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
