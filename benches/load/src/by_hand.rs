//! The storefront's page as one writes it by hand: the same nodes, awaited and joined.
//!
//! `orders` needs the customer alone and `stock` the cart alone, while `shipping` needs both, which no nest of joins
//! expresses: in this one `orders` and `stock` wait for customer and cart, and `substitutes` waits for `shipping` too.

use std::time::Duration;

use dagwright::Timeout;
use futures::{TryFutureExt, try_join};
use tokio::time::timeout;

use crate::error::AppError;
use crate::model::{CartLine, Customer, Delivery, Order, Page, Product, Recommendations, Shipping};
use crate::pipeline::storefront::{self, Input};

/// The time that a page waits for recommendations.
const PATIENCE: Duration = Duration::from_secs(3);

pub async fn page(input: Input<'_>) -> Result<Page, AppError> {
    let db = input.db;
    let whole_cart = async {
        let (customer, cart) = try_join!(
            storefront::customer(input.customer_id, db),
            storefront::cart(input.customer_id, db).err_into(),
        )?;
        let parts = try_join!(
            orders_and_recommendations(&input, &customer),
            storefront::discounts(&customer, db).err_into(),
            goods(&input, &customer, &cart),
        )?;
        Ok::<_, AppError>((customer, cart, parts))
    };
    let (announcements, (customer, cart, parts)) = try_join!(storefront::announcements(db).err_into(), whole_cart)?;
    let ((orders, recommendations), discounts, (shipping, delivery, substitutes)) = parts;
    let bill = storefront::bill(storefront::prices(&cart, &discounts), &shipping);
    Ok(storefront::page(&customer, announcements, orders, bill, delivery, substitutes, recommendations))
}

async fn orders_and_recommendations(
    input: &Input<'_>,
    customer: &Customer,
) -> Result<(Vec<Order>, Recommendations), AppError> {
    let orders = storefront::orders(customer, input.db).await?;
    let _permit = input.searches.acquire().await.expect("nobody closes the semaphore");
    let search = storefront::recommendations(customer, &orders, input.db);
    let found = timeout(PATIENCE, search).await.unwrap_or_else(|_| Err(Timeout::new("search", PATIENCE).into()));
    Ok((orders, found.unwrap_or_else(Recommendations::unavailable)))
}

/// The part of the page about the goods in the cart.
async fn goods(
    input: &Input<'_>,
    customer: &Customer,
    cart: &[CartLine],
) -> Result<(Shipping, Delivery, Option<Vec<Product>>), AppError> {
    let (stock, shipping) =
        try_join!(storefront::stock(cart, input.db), storefront::shipping(customer, cart, input.db).err_into())?;
    let missing = storefront::missing(cart, &stock);
    let delivery = storefront::delivery(&missing, &shipping);
    let mut substitutes = None;
    if storefront::sold_out(&missing) {
        let _permit = input.searches.acquire().await.expect("nobody closes the semaphore");
        substitutes = Some(storefront::substitutes(&missing, input.db).await?);
    }
    Ok((shipping, delivery, substitutes))
}
