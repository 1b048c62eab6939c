//! Load on the service: every client sends its next request when it has the answer to the last one.

use std::error::Error;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::Uri;
use cpu_time::ProcessTime;
use futures::future::try_join_all;
use http_body_util::{BodyExt, Empty};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;

/// The shop's customers are numbered from one.
const CUSTOMERS: usize = 12;

pub type Failure = Box<dyn Error + Send + Sync>;

/// The figures of some hundred requests, sent by several clients at once.
pub struct Round {
    pub per_second: f64,
    /// Microseconds a request waited for its answer: half of them less, and 99 of 100 less.
    pub p50: f64,
    pub p99: f64,
    /// Microseconds of the process on all its threads, per request: service, database and clients.
    pub cpu: f64,
}

#[derive(Clone)]
pub struct Load {
    client: Client<HttpConnector, Empty<Bytes>>,
    address: SocketAddr,
}

impl Load {
    pub fn new(address: SocketAddr) -> Self {
        Self { client: Client::builder(TokioExecutor::new()).build_http(), address }
    }

    pub async fn round(&self, route: &str, clients: usize, requests: usize) -> Result<Round, Failure> {
        let (cpu, start) = (ProcessTime::now(), Instant::now());
        let each = requests / clients;
        let sending = (0..clients).map(|client| tokio::spawn(self.clone().send(route.to_owned(), client, each)));
        let waits: Result<Vec<_>, _> = try_join_all(sending).await?.into_iter().collect();
        let (cpu, time) = (cpu.elapsed(), start.elapsed());

        let mut waits = waits?.concat();
        waits.sort();
        let at = |share: usize| micros(waits[(waits.len() * share / 100).min(waits.len() - 1)]);
        let sent = waits.len() as f64;
        Ok(Round { per_second: sent / time.as_secs_f64(), p50: at(50), p99: at(99), cpu: micros(cpu) / sent })
    }

    /// Answers the time of each request.
    async fn send(self, route: String, client: usize, requests: usize) -> Result<Vec<Duration>, Failure> {
        let mut waits = Vec::with_capacity(requests);
        for request in 0..requests {
            let customer = (client + request) % CUSTOMERS + 1;
            let uri: Uri = format!("http://{}/{route}/{customer}", self.address).parse()?;
            let start = Instant::now();
            let answer = self.client.get(uri).await?;
            let status = answer.status();
            answer.into_body().collect().await?;
            if !status.is_success() {
                return Err(format!("/{route}/{customer} answers {status}").into());
            }
            waits.push(start.elapsed());
        }
        Ok(waits)
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
