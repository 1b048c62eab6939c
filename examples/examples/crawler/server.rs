//! The other side: a server that follows the plan, and remembers only the number of requests for each page.

use std::future::pending;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use futures::stream::{self, StreamExt};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::plan::{Deed, Plan};

/// Has a runtime of its own, which ends with it, so that its tasks are not counted among the crawler's.
pub struct Server {
    pub address: SocketAddr,
    answers: watch::Receiver<u64>,
    _runtime: Runtime,
}

impl Server {
    pub fn start(plan: Plan) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;

        let (sender, answers) = watch::channel(0);
        let attempts = (0..=plan.pages).map(|_| AtomicU64::new(0)).collect();
        let site = Arc::new(Site { plan, attempts, answers: sender });
        let app = Router::new().route("/pages/{page}", get(page)).with_state(site);
        runtime.spawn(async { axum::serve(listener, app).await });
        Ok(Self { address, answers, _runtime: runtime })
    }

    /// Waits until there have been so many answers, good or bad.
    pub async fn has_answered(&self, count: u64) {
        let mut answers = self.answers.clone();
        answers.wait_for(|&answers| answers >= count).await.expect("the site lives as long as its server");
    }
}

struct Site {
    plan: Plan,
    attempts: Vec<AtomicU64>,
    answers: watch::Sender<u64>,
}

async fn page(State(site): State<Arc<Site>>, Path(page): Path<u64>) -> Response {
    let Some(attempts) = site.attempts.get(page as usize) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let attempt = attempts.fetch_add(1, Ordering::Relaxed);
    let html = || site.plan.content(page).to_html();
    let response = match site.plan.deed(page, attempt) {
        Deed::Gone => StatusCode::GONE.into_response(),
        Deed::Serve => Html(html()).into_response(),
        Deed::ServeLate => {
            sleep(Duration::from_millis(25)).await;
            Html(html()).into_response()
        }
        Deed::Fail => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Deed::Refuse => StatusCode::TOO_MANY_REQUESTS.into_response(),
        Deed::HangUp => broken_off(&html()),
        Deed::Stall => pending().await,
    };
    site.answers.send_modify(|answers| *answers += 1);
    response
}

/// The pause is for the first half to leave the house.
fn broken_off(html: &str) -> Response {
    let half = html[..html.len() / 2].to_owned();
    let end = async {
        sleep(Duration::from_millis(5)).await;
        Err(io::Error::other("hung up"))
    };
    let body = stream::iter([Ok(half)]).chain(stream::once(end));
    Html(Body::from_stream(body)).into_response()
}
