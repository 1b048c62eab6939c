//! A payment that happens only if nothing can fail any more, and a clean-up that happens in any case.
//!
//! ```text
//! reserved ──┬──► payment (commit) ──► receipt
//! fraud      │    waits for `fraud` as well, though it takes nothing of it
//!            └──► returned (finally): puts the goods back, unless they are paid
//! ```
//!
//! Run it: `cargo run -p dagwright-examples --example checkout`

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use dagwright::dag;
use tokio::time::sleep;

/// The shop's stock and its account.
struct Shop {
    stock: AtomicU32,
    account: AtomicU32,
}

pub struct Goods(u32);

#[derive(Debug)]
pub struct Refused(&'static str);

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl std::error::Error for Refused {}

#[dag]
mod checkout {
    use super::*;

    #[input]
    pub(crate) struct Input<'a> {
        pub(crate) shop: &'a Shop,
        pub(crate) customer: &'a str,
        pub(crate) quantity: u32,
    }

    #[output]
    pub(crate) struct Output {
        pub(crate) receipt: String,
    }

    /// Takes the goods from the shelf, so that nobody else buys them meanwhile.
    async fn reserved(shop: &Shop, quantity: u32) -> Result<Goods, Refused> {
        let taken = shop.stock.fetch_update(Relaxed, Relaxed, |stock| stock.checked_sub(quantity));
        taken.map(|_| Goods(quantity)).map_err(|_| Refused("there are not so many"))
    }

    /// Takes its time, and nobody needs more of it than that it succeeds.
    #[node(always)]
    async fn fraud(customer: &str) -> Result<(), Refused> {
        sleep(Duration::from_millis(300)).await;
        if customer == "Mallory" { Err(Refused("this customer is known to us")) } else { Ok(()) }
    }

    /// The money is not asked for before all is known to be well.
    #[node(commit)]
    async fn payment(reserved: &Goods, shop: &Shop) -> u32 {
        let price = 20 * reserved.0;
        shop.account.fetch_add(price, Relaxed);
        price
    }

    #[node]
    fn receipt(payment: u32, customer: &str) -> String {
        format!("{customer} has paid {payment}")
    }

    /// Goods that are not paid for go back on the shelf.
    #[node(finally)]
    async fn returned(reserved: Option<&Goods>, payment: Option<&u32>, shop: &Shop) {
        if let (Some(goods), None) = (reserved, payment) {
            shop.stock.fetch_add(goods.0, Relaxed);
        }
    }

    #[node(finally)]
    fn noted(failure: Option<&Error>, customer: &str) {
        if let Some(failure) = failure {
            println!("  a note to the shop: {customer}, {failure:#}");
        }
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let shop = Shop { stock: AtomicU32::new(5), account: AtomicU32::new(0) };
    for (customer, quantity) in [("Ada", 2), ("Mallory", 3), ("Grace", 9)] {
        println!("{customer} wants {quantity}");
        match checkout::Pipeline::run(checkout::Input { shop: &shop, customer, quantity }).await {
            Ok(output) => println!("  {}", output.receipt),
            Err(error) => println!("  no deal: {}", error.node()),
        }
        println!("  stock {}, account {}", shop.stock.load(Relaxed), shop.account.load(Relaxed));
    }
}
