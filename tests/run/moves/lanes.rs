//! From lane to lane of a weave.

use dagwright::dag;

use super::Cart;
use crate::support::Log;

//        ┌→ quick ────────────┐
// cart ──┼→ total ─┐          ├→ page
//  └─────┼─────────┴→ paid ───┘
// price ─┴───────────↑
#[dag]
mod woven {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
    }

    async fn cart(log: &Log) -> Cart {
        log.work("cart", 10, Cart::of(&[1, 2])).await
    }
    async fn price(log: &Log) -> u32 {
        log.work("price", 15, 3).await
    }
    async fn total(log: &Log, cart: &Cart) -> u32 {
        log.work("total", 20, cart.items.iter().sum()).await
    }
    async fn quick(log: &Log, cart: &Cart, price: u32) -> u32 {
        let price = log.work("quick", 5, price).await;
        cart.items[0] * price
    }
    async fn paid(log: &Log, cart: Cart, total: u32, quick: u32) -> Vec<u32> {
        log.work("paid", 10, [cart.items, vec![total, quick]].concat()).await
    }
    async fn label(log: &Log, price: u32) -> u32 {
        log.work("label", 100, price).await
    }
    async fn page(log: &Log, paid: Vec<u32>, label: u32) -> String {
        log.work("page", 1, format!("{paid:?} {label}")).await
    }
}

#[tokio::test(start_paused = true)]
async fn every_node_starts_as_early_as_without_the_move() {
    let log = Log::new();
    assert_eq!(woven::Pipeline::run(woven::Input { log: &log }).await.page, "[1, 2, 3, 3] 3");
    log.assert_earliest(
        "cart, price, total: cart, quick: cart price, paid: cart total quick, label: price, page: paid label",
    );
}

// An input that is lent in one lane and taken in another.
#[dag]
mod input {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub cart: Cart,
    }

    async fn a(log: &Log, cart: &Cart) -> u32 {
        log.work("a", 10, cart.items[0]).await
    }
    async fn b(log: &Log) -> u32 {
        log.work("b", 20, 2).await
    }
    async fn c(log: &Log, a: u32) -> u32 {
        log.work("c", 30, a).await
    }
    async fn d(log: &Log, cart: Cart, a: u32, b: u32) -> u32 {
        log.work("d", 5, cart.items[0] + a + b).await
    }
}

#[tokio::test(start_paused = true)]
async fn an_input_that_another_lane_borrows() {
    let log = Log::new();
    let output = input::Pipeline::run(input::Input { log: &log, cart: Cart::of(&[7]) }).await;
    assert_eq!((output.c, output.d), (7, 16));
    log.assert_earliest("a, b, c: a, d: a b");
}

/// What is sent and not shared: a `Cell` is no `Sync`.
#[dag]
mod sent {
    use std::cell::Cell;

    pub async fn count() -> Cell<u32> {
        Cell::new(1)
    }
    pub async fn other() -> u32 {
        2
    }
    pub async fn more(count: &mut Cell<u32>) -> u32 {
        *count.get_mut() += 1;
        count.get()
    }
    pub async fn third(other: u32) -> u32 {
        other + 1
    }
    pub async fn sum(count: Cell<u32>, more: u32, other: u32) -> u32 {
        count.get() + more + other
    }
}

#[test]
fn a_value_that_is_only_sent_may_be_changed_and_taken_in_other_lanes() {
    fn is_send<T: Send>(run: T) -> T {
        run
    }
    let output = futures::executor::block_on(is_send(sent::Pipeline::run()));
    assert_eq!((output.third, output.sum), (3, 6));
}
