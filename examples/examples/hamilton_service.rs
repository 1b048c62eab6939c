//! A web service whose answer is computed by a pipeline; one of its values is a future that the caller hands in.
//!
//! ```text
//! some_data (handed in) ─┐
//!            ┌──► origin ┴───► computation1 1 s ──┐
//! request ───┤                                    ├──► pipeline 1 s
//!            └──► label ─────► computation2 1 s ──┘
//! ```
//!
//! `some_data` is somebody else's future (0.5 s), awaited beside everything else; `computation2` does not wait for it.
//! One step after another would take 3.5 s. The longest path takes 0.5 + 1 + 1 = 2.5 s.
//!
//! Run it: `cargo run -p dagwright-examples --example hamilton_service` sends the service three requests under
//! tokio's virtual clock. With `-- --serve 127.0.0.1:8000` it listens, in real time:
//! `curl --data '{}' http://127.0.0.1:8000/execute`

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use clap::Parser;
use dagwright::dag;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::time::{Instant, sleep};
use tower::ServiceExt;

#[dag]
mod service {
    use super::*;

    #[input]
    pub struct Input<'a, F>
    where
        F: Future<Output = SomeData>,
    {
        pub body: &'a [u8],
        #[future]
        pub some_data: F,
    }

    #[output]
    #[derive(Serialize)]
    pub struct Output {
        pub pipeline: Answer,
    }

    #[node]
    fn request(body: &[u8]) -> Result<Question, serde_json::Error> {
        serde_json::from_slice(body)
    }

    #[node]
    fn origin(request: &Question) -> String {
        request.origin.clone().unwrap_or_else(|| "far".to_owned())
    }

    #[node]
    fn label(request: &Question) -> String {
        request.label.clone().unwrap_or_else(|| "baz".to_owned())
    }

    async fn computation1(origin: &str, some_data: &SomeData) -> bool {
        sleep(Duration::from_secs(1)).await;
        some_data.origin == origin
    }

    async fn computation2(label: &str) -> bool {
        sleep(Duration::from_secs(1)).await;
        !label.is_empty()
    }

    async fn pipeline(computation1: bool, computation2: bool) -> Answer {
        sleep(Duration::from_secs(1)).await;
        Answer { computation1, computation2 }
    }
}

#[derive(Deserialize)]
struct Question {
    origin: Option<String>,
    label: Option<String>,
}

#[derive(Serialize)]
struct Answer {
    computation1: bool,
    computation2: bool,
}

struct SomeData {
    origin: String,
}

/// Stands for a call to some other service.
async fn fetch_some_data() -> SomeData {
    sleep(Duration::from_millis(500)).await;
    SomeData { origin: "elsewhere".to_owned() }
}

async fn execute(body: Bytes) -> Response {
    let input = service::Input { body: &body, some_data: fetch_some_data() };
    match service::Pipeline::run(input).await {
        Ok(output) => Json(output).into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, format!("{error:#}")).into_response(),
    }
}

fn app() -> Router {
    Router::new().route("/execute", post(execute))
}

/// The answer of a pipeline, as a service.
#[derive(Parser)]
struct Args {
    /// Listens on this address instead of running the demonstration.
    #[arg(long, value_name = "ADDRESS")]
    serve: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    match Args::parse().serve {
        Some(address) => {
            let listener = TcpListener::bind(address).await?;
            println!("listening on http://{}", listener.local_addr()?);
            axum::serve(listener, app()).await?;
        }
        None => {
            tokio::time::pause();
            demonstrate("{}").await?;
            demonstrate(r#"{"origin": "elsewhere"}"#).await?;
            demonstrate("not JSON").await?;
        }
    }
    Ok(())
}

/// Sends one request straight to the router and prints the answer, and the time it took.
async fn demonstrate(body: &'static str) -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let response = app().oneshot(Request::post("/execute").body(Body::from(body))?).await?;
    let seconds = start.elapsed().as_secs_f64();
    let status = response.status();
    let answer = to_bytes(response.into_body(), usize::MAX).await?;
    println!("POST /execute {body}");
    println!("{status} after {seconds:.1} s: {}", String::from_utf8_lossy(&answer));
    Ok(())
}
