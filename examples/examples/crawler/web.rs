//! The client's side of HTTP: one page, one request.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::uri::{InvalidUri, Uri};
use http_body_util::{BodyExt, Empty};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// Reads pages of one host. Clones share its connections and its count.
#[derive(Clone)]
pub struct Web {
    client: Client<HttpConnector, Empty<Bytes>>,
    host: SocketAddr,
    requests: Arc<Gauge>,
}

#[derive(Debug, thiserror::Error)]
pub enum WebError {
    #[error("the server says {0}")]
    Status(StatusCode),

    #[error("the connection failed: {0}")]
    Connection(#[source] Box<dyn Error + Send + Sync>),

    #[error("{0}")]
    Timeout(#[from] dagwright::Timeout),

    #[error("what came is no page: {0}")]
    Malformed(#[from] roxmltree::Error),

    #[error("nothing can be found under such a path: {0}")]
    Path(#[from] InvalidUri),
}

impl Web {
    pub fn new(host: SocketAddr) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { client, host, requests: Arc::default() }
    }

    pub async fn get(&self, path: &str) -> Result<String, WebError> {
        let _under_way = self.requests.enter();
        let uri: Uri = format!("http://{}{path}", self.host).parse()?;
        let response = self.client.get(uri).await.map_err(connection)?;
        if !response.status().is_success() {
            return Err(WebError::Status(response.status()));
        }
        let body = response.into_body().collect().await.map_err(connection)?;
        Ok(String::from_utf8_lossy(&body.to_bytes()).into_owned())
    }

    /// The most requests that have been under way at once.
    pub fn most_at_once(&self) -> usize {
        self.requests.most.load(Ordering::SeqCst)
    }
}

fn connection(error: impl Into<Box<dyn Error + Send + Sync>>) -> WebError {
    WebError::Connection(error.into())
}

/// Counts the requests that are inside, and remembers the largest crowd.
#[derive(Default)]
struct Gauge {
    now: AtomicUsize,
    most: AtomicUsize,
}

/// In until dropped.
struct Entry<'a>(&'a Gauge);

impl Gauge {
    fn enter(&self) -> Entry<'_> {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        Entry(self)
    }
}

impl Drop for Entry<'_> {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Ordering::SeqCst);
    }
}
