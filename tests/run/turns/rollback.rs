//! A transaction passes through the nodes of a run and is committed by value; a run that fails drops it before it ends.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use dagwright::dag;
use tokio::time::sleep;

/// The rows that were committed, and what has happened to transactions.
#[derive(Clone, Debug, Default)]
pub struct Db(Arc<Mutex<(Vec<u32>, Vec<&'static str>)>>);

impl Db {
    async fn begin(&self) -> Tx {
        sleep(Duration::from_millis(1)).await;
        self.0.lock().unwrap().1.push("begin");
        Tx { db: self.clone(), rows: Vec::new(), over: false }
    }

    fn seen(&self) -> (Vec<u32>, Vec<&'static str>) {
        self.0.lock().unwrap().clone()
    }
}

#[derive(Debug)]
pub struct Tx {
    db: Db,
    rows: Vec<u32>,
    over: bool,
}

impl Tx {
    async fn insert(&mut self, row: u32) {
        sleep(Duration::from_millis(10)).await;
        self.rows.push(row);
    }

    async fn commit(mut self) {
        sleep(Duration::from_millis(10)).await;
        self.over = true;
        let mut db = self.db.0.lock().unwrap();
        db.0.append(&mut self.rows);
        db.1.push("commit");
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        if !self.over {
            self.db.0.lock().unwrap().1.push("rollback");
        }
    }
}

//       ┌→ order ─┬→ lines ─→ stock ─→ booked     order, lines and stock change `tx`, booked takes it
// tx ───┘         └→ mail
// price ────────────↑
#[dag(error = String)]
mod booking {
    use super::*;

    #[input]
    pub struct Input {
        pub db: Db,
        pub most: u32,
    }

    async fn tx(db: &Db) -> Tx {
        db.begin().await
    }
    async fn price() -> u32 {
        sleep(Duration::from_millis(5)).await;
        3
    }
    async fn order(tx: &mut Tx) -> u32 {
        tx.insert(1).await;
        1
    }
    async fn card(price: u32, most: u32) -> Result<u32, String> {
        sleep(Duration::from_millis(20)).await;
        if price > most { Err("declined".to_owned()) } else { Ok(price) }
    }
    async fn lines(tx: &mut Tx, order: u32, price: u32) -> u32 {
        tx.insert(order + price).await;
        2
    }
    async fn stock(tx: &mut Tx, lines: u32) -> Result<u32, String> {
        tx.insert(lines).await;
        Ok(3)
    }
    async fn mail(order: u32) -> u32 {
        sleep(Duration::from_millis(50)).await;
        order
    }
    async fn booked(tx: Tx, stock: u32, card: u32) -> u32 {
        tx.commit().await;
        stock + card
    }
}

#[tokio::test(start_paused = true)]
async fn a_transaction_is_committed_at_the_end() {
    let db = Db::default();
    let output = booking::Pipeline::run(booking::Input { db: db.clone(), most: 9 }).await.unwrap();
    assert_eq!((output.booked, output.mail), (6, 1));
    assert_eq!(db.seen(), (vec![1, 4, 2], vec!["begin", "commit"]));
}

#[tokio::test(start_paused = true)]
async fn a_run_that_fails_drops_it_before_it_ends() {
    let db = Db::default();
    let failure = booking::Pipeline::run(booking::Input { db: db.clone(), most: 2 }).await.unwrap_err();
    assert_eq!(failure, "declined");
    assert_eq!(db.seen(), (vec![], vec!["begin", "rollback"]));
}

#[tokio::test(start_paused = true)]
async fn a_run_that_is_dropped_drops_it() {
    let db = Db::default();
    let run = booking::Pipeline::run(booking::Input { db: db.clone(), most: 9 });
    tokio::time::timeout(Duration::from_millis(15), run).await.unwrap_err();
    assert_eq!(db.seen(), (vec![], vec!["begin", "rollback"]));
}

// The same in tasks: the transaction goes along, and ends there.
#[dag(error = String)]
mod in_tasks {
    use super::*;

    #[input]
    pub struct Input {
        pub db: Db,
        pub fails: bool,
    }

    async fn tx(db: &Db) -> Tx {
        db.begin().await
    }
    #[node(spawn)]
    async fn order(tx: &mut Tx) -> u32 {
        tx.insert(1).await;
        1
    }
    #[node(spawn)]
    async fn lines(tx: &mut Tx, order: u32, fails: bool) -> Result<u32, String> {
        tx.insert(order).await;
        if fails { Err("no".to_owned()) } else { Ok(2) }
    }
    #[node(spawn, after(lines))]
    async fn booked(tx: Tx) {
        tx.commit().await;
    }
}

#[tokio::test(start_paused = true)]
async fn in_tasks_too() {
    for (fails, seen) in [(false, (vec![1, 1], vec!["begin", "commit"])), (true, (vec![], vec!["begin", "rollback"]))] {
        let db = Db::default();
        let run = in_tasks::Pipeline::run(in_tasks::Input { db: db.clone(), fails }).await;
        assert_eq!((run.is_err(), db.seen()), (fails, seen));
    }
}

// Nobody takes it: it ends with the run, in its order.
#[dag]
mod left_to_the_run {
    use super::super::super::ends::{Ends, Guard};

    #[input]
    pub struct Input {
        pub ends: Ends,
    }

    async fn tx(ends: &Ends) -> Guard {
        ends.guard("tx")
    }
    async fn other() -> u32 {
        1
    }
    async fn order(tx: &mut Guard) -> u32 {
        let _ = tx;
        1
    }
    async fn lock(order: u32, ends: &Ends) -> Guard {
        let _ = order;
        ends.guard("lock")
    }
    async fn lines(tx: &mut Guard, order: u32, other: u32) -> u32 {
        let _ = tx;
        order + other
    }
    async fn seen(lines: u32, lock: &Guard, ends: &Ends) -> (u32, usize) {
        let _ = lock;
        (lines, ends.so_far().len())
    }
    async fn more(other: u32) -> u32 {
        other
    }
}

#[test]
fn a_value_that_nobody_takes_ends_with_the_run() {
    let ends = super::super::ends::Ends::default();
    let output =
        futures::executor::block_on(left_to_the_run::Pipeline::run(left_to_the_run::Input { ends: ends.clone() }));
    assert_eq!((output.seen, output.more), ((2, 0), 1));
    ends.assert("lock tx");
}
