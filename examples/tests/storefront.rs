//! The example `storefront` from outside: its HTTP service, a database that somebody else has locked, and several
//! processes that start on the same new database.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use sqlx::{Connection, SqliteConnection};

#[test]
fn every_customer_has_a_page_and_nobody_else() {
    let server = Server::start(&new_database("pages"));
    for id in 1..=12 {
        let (status, page) = server.get(&format!("/customers/{id}"));
        assert_eq!(status, 200, "{page}");
        assert!(page["bill"]["total_cents"].is_i64(), "{page}");
    }
    let (status, answer) = server.get("/customers/99");
    assert_eq!((status, &answer["error"]), (404, &Value::from("there is no customer 99")));
    assert_eq!(server.get("/customers/nobody").0, 400);
    assert_eq!(server.get("/nothing").0, 404);
}

#[test]
fn requests_at_the_same_time_share_the_pool() {
    let server = Server::start(&new_database("crowd"));
    let (_, expected) = server.get("/customers/1");
    std::thread::scope(|scope| {
        for client in [(); 16].map(|()| scope.spawn(|| server.get("/customers/1"))) {
            assert_eq!(client.join().unwrap(), (200, expected.clone()));
        }
    });
}

#[test]
fn a_cart_becomes_an_order_in_one_transaction() {
    let server = Server::start(&new_database("ordered"));
    let before = server.get("/customers/6").1;
    let (status, receipt) = server.post("/customers/6/orders");
    assert_eq!((status, &receipt["goods_cents"], &receipt["carrier"]), (200, &1290.into(), &"Air Parcel".into()));
    let after = server.get("/customers/6").1;
    assert_eq!(after["orders"][0]["id"], receipt["order"]);
    assert_eq!(after["orders"].as_array().unwrap().len(), before["orders"].as_array().unwrap().len() + 1);
    assert_eq!(after["bill"]["lines"], serde_json::json!([]));
    let (status, answer) = server.post("/customers/6/orders");
    assert_eq!((status, &answer["error"]), (409, &"the cart of customer 6 is empty".into()));
}

#[test]
fn an_order_that_fails_half_way_leaves_nothing_behind() {
    let server = Server::start(&new_database("rolled_back"));
    let before = server.get("/customers/1");
    let (status, answer) = server.post("/customers/1/orders");
    assert_eq!((status, &answer["error"]), (409, &"Moka Pot, 3 cups is sold out".into()));
    assert_eq!(server.get("/customers/1"), before);
}

#[test]
fn a_page_without_recommendations_says_why() {
    let server = Server::start(&new_database("degraded"));
    let (status, page) = server.get("/customers/3");
    assert_eq!(status, 200);
    let reason = page["recommendations"]["unavailable"].as_str().unwrap();
    assert!(reason.starts_with("the interests of customer 3 are unreadable"), "{reason}");
}

#[tokio::test]
async fn a_locked_database_fails_one_request_but_not_the_next() {
    let database = new_database("locked_while_serving");
    let server = Server::start(&database);
    let lock = lock(&database).await;
    let (status, answer) = server.get("/customers/1");
    assert_eq!((status, &answer["error"]), (500, &Value::from("the page is not available")));
    lock.close().await.unwrap();
    assert_eq!(server.get("/customers/1").0, 200);
    assert!(server.stop().contains("database is locked"));
}

#[tokio::test]
async fn a_locked_database_is_an_error_in_words() {
    let database = new_database("locked_at_start");
    assert!(storefront(&database, "0").output().unwrap().status.success());
    let lock = lock(&database).await;
    let Output { status, stdout, stderr } = storefront(&database, "0").output().unwrap();
    assert_eq!((status.code(), stdout.as_slice()), (Some(1), &[][..]));
    assert!(String::from_utf8(stderr).unwrap().contains("database is locked"));
    lock.close().await.unwrap();
}

#[test]
fn processes_that_start_at_once_agree_on_one_database() {
    let database = new_database("race");
    let start = || storefront(&database, "60000").stdout(Stdio::piped()).spawn().unwrap();
    let pages: Vec<Output> =
        [(); 4].map(|()| start()).into_iter().map(|child| child.wait_with_output().unwrap()).collect();
    for page in &pages {
        assert!(page.status.success());
        assert_eq!(page.stdout, pages[0].stdout);
    }
}

/// The program on a database of the test's own, waiting so many milliseconds for a lock.
fn storefront(database: &Path, lock_wait: &str) -> Command {
    let mut command = Command::new(example("storefront"));
    command.arg("--database").arg(database).args(["--lock-wait", lock_wait]);
    command
}

/// Cargo builds examples into a folder beside the one that holds this test.
fn example(name: &str) -> PathBuf {
    let deps = std::env::current_exe().unwrap();
    let program =
        deps.ancestors().nth(2).unwrap().join("examples").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    assert!(program.exists(), "{} is missing: run `cargo build --examples` first", program.display());
    program
}

/// The path of a database that does not exist yet.
fn new_database(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("storefront-{test}"));
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder.join("shop.db")
}

/// Keeps everybody else out of the database until it is closed.
async fn lock(database: &Path) -> SqliteConnection {
    let mut connection = SqliteConnection::connect(database.to_str().unwrap()).await.unwrap();
    sqlx::raw_sql("BEGIN EXCLUSIVE").execute(&mut connection).await.unwrap();
    connection
}

/// The program while it serves, on a port that the system chose.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(database: &Path) -> Self {
        let mut process = storefront(database, "0")
            .args(["--serve", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").expect("the server did not start").to_owned();
        Self { process, address }
    }

    /// The status and the body of the answer; `Null` for a body that is not JSON.
    fn get(&self, path: &str) -> (u16, Value) {
        self.ask("GET", path)
    }

    fn post(&self, path: &str) -> (u16, Value) {
        self.ask("POST", path)
    }

    fn ask(&self, method: &str, path: &str) -> (u16, Value) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, serde_json::from_str(body).unwrap_or(Value::Null))
    }

    /// Its lines on stderr until now.
    fn stop(mut self) -> String {
        self.process.kill().unwrap();
        let mut log = String::new();
        self.process.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        log
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}
