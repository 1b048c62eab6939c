//! Several output structs in one module: several entry points.

use std::convert::Infallible;

use dagwright::dag;
use futures::executor::block_on;

use crate::support::Log;

#[derive(Debug)]
pub struct NoStock;

// user ─┬→ orders ─┬→ page
//       │          └→ count
//       ├→ stock (fallible)
//       └→ seen (always)
#[dag]
mod shop {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub log: &'a Log,
        pub id: u32,
    }

    #[output]
    pub struct Output {
        pub page: String,
        pub stock: u32,
    }

    #[output]
    pub struct Summary {
        pub count: usize,
    }

    #[output]
    pub struct StockLevel {
        pub stock: u32,
        pub user: u32,
    }

    async fn user(id: u32, log: &Log) -> u32 {
        log.work("user", 10, id + 1).await
    }
    async fn orders(user: u32, log: &Log) -> Vec<u32> {
        log.work("orders", 20, vec![user; 3]).await
    }
    async fn page(orders: &[u32], log: &Log) -> String {
        log.work("page", 30, format!("{orders:?}")).await
    }
    async fn count(orders: &[u32], log: &Log) -> usize {
        log.work("count", 5, orders.len()).await
    }
    async fn stock(user: u32, log: &Log) -> Result<u32, NoStock> {
        let user = log.work("stock", 15, user).await;
        user.checked_sub(2).ok_or(NoStock)
    }
    #[node(always)]
    async fn seen(user: &u32, log: &Log) {
        log.work("seen", u64::from(*user), ()).await
    }
}

#[tokio::test(start_paused = true)]
async fn each_output_struct_has_an_entry_point_that_runs_only_what_it_needs() {
    let log = Log::new();
    let output = shop::Pipeline::run(shop::Input { log: &log, id: 1 }).await.unwrap();
    assert_eq!((output.page.as_str(), output.stock), ("[2, 2, 2]", 0));
    log.assert_earliest("user, orders: user, page: orders, stock: user, seen: user");
}

#[tokio::test(start_paused = true)]
async fn an_entry_point_that_needs_no_fallible_node_returns_its_output_as_it_is() {
    let log = Log::new();
    let summary: shop::Summary = shop::Pipeline::run_summary(shop::Input { log: &log, id: 1 }).await;
    assert_eq!(summary.count, 3);
    log.assert_earliest("user, orders: user, count: orders, seen: user");
    assert_eq!(log.makespan(), 35);
}

#[tokio::test(start_paused = true)]
async fn an_entry_point_is_named_after_its_struct_in_snake_case() {
    let log = Log::new();
    let run = shop::Pipeline::run_stock_level(shop::Input { log: &log, id: 0 });
    let error = run.await.err().unwrap();
    assert_eq!(error.node(), "stock");
    log.assert_earliest("user, stock: user, seen: user");
}

#[tokio::test(start_paused = true)]
async fn entry_points_share_the_error_type() {
    let log = Log::new();
    let input = || shop::Input { log: &log, id: 0 };
    let errors: [shop::Error; 2] = [
        shop::Pipeline::run(input()).await.err().unwrap(),
        shop::Pipeline::run_stock_level(input()).await.err().unwrap(),
    ];
    assert_eq!(errors.map(|error| error.node()), ["stock", "stock"]);
}

// value          only a second entry point is declared, besides the default one
#[dag]
mod never_failing {
    use super::*;

    #[output]
    pub struct Output {
        pub total: u32,
    }

    #[output]
    pub struct Parts {
        pub left: u32,
        pub right: u32,
    }

    async fn left() -> Result<u32, Infallible> {
        Ok(1)
    }
    async fn right() -> u32 {
        2
    }
    async fn total(left: u32, right: u32) -> u32 {
        left + right
    }
}

#[test]
fn a_fallible_node_makes_every_entry_point_that_needs_it_fallible() {
    assert_eq!(block_on(never_failing::Pipeline::run()).unwrap().total, 3);
    let parts = block_on(never_failing::Pipeline::run_parts()).unwrap();
    assert_eq!((parts.left, parts.right), (1, 2));
}

// cart → charge → audit (always in a receipt)          a preview charges nothing
#[dag]
mod receipts {
    #[output]
    pub struct Receipt {
        pub charge: u32,
    }

    #[output]
    pub struct Preview {
        pub cart: u32,
    }

    #[output]
    pub struct Refund {
        pub cart: u32,
    }

    async fn cart() -> u32 {
        1
    }
    async fn charge(cart: u32) -> Result<u32, super::NoStock> {
        Ok(cart)
    }
    #[node(always(Receipt, Refund))]
    async fn audit(charge: u32) {
        assert_eq!(charge, 1);
    }
}

#[test]
fn a_node_may_always_run_in_some_of_them() {
    let preview: receipts::Preview = block_on(receipts::Pipeline::run_preview());
    let receipt = block_on(receipts::Pipeline::run_receipt()).unwrap();
    let refund = block_on(receipts::Pipeline::run_refund()).unwrap();
    assert_eq!((preview.cart, receipt.charge, refund.cart), (1, 1, 1));
}

// a → b; the only output has a name of its own
#[dag]
mod named {
    #[output]
    #[derive(Debug, PartialEq)]
    pub struct Page {
        pub b: u32,
    }

    async fn a() -> u32 {
        1
    }
    async fn b(a: u32) -> u32 {
        a + 1
    }

    /// Nothing of ours is called so.
    pub struct Output;
}

#[test]
fn the_only_output_is_what_run_returns_whatever_its_name() {
    assert_eq!(block_on(named::Pipeline::run()), named::Page { b: 2 });
    let _ = named::Output;
}
