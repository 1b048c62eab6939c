//! The pipeline: the parts of the page. The parameters' names alone say who needs whom.

use dagwright::dag;
use sqlx::{SqlitePool, query_as, query_scalar};
use tokio::sync::Semaphore;

use crate::error::AppError;
use crate::model::*;

/// From this much on, sending is free.
const FREE_SHIPPING_CENTS: i64 = 5000;

#[dag(error = AppError)]
pub mod storefront {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub db: &'a SqlitePool,
        pub customer_id: i64,
        /// A permit for each search through all products that may be under way, whichever page it is for.
        pub searches: &'a Semaphore,
    }

    async fn customer(customer_id: i64, db: &SqlitePool) -> Result<Customer, AppError> {
        query_as("SELECT id, name, tier, zone FROM customers WHERE id = ?")
            .bind(customer_id)
            .fetch_optional(db)
            .await?
            .ok_or(AppError::UnknownCustomer(customer_id))
    }

    async fn cart(customer_id: i64, db: &SqlitePool) -> Result<Vec<CartLine>, sqlx::Error> {
        let sql = "SELECT product_id, name, category, quantity, list_cents, grams \
                   FROM cart_lines JOIN products ON id = product_id WHERE customer_id = ? ORDER BY product_id";
        query_as(sql).bind(customer_id).fetch_all(db).await
    }

    async fn announcements(db: &SqlitePool) -> Result<Vec<String>, sqlx::Error> {
        query_scalar("SELECT message FROM announcements ORDER BY id").fetch_all(db).await
    }

    async fn orders(customer: &Customer, db: &SqlitePool) -> Result<Vec<Order>, sqlx::Error> {
        let sql = "SELECT order_id, placed_on, product_id, name, quantity FROM orders \
                   JOIN order_lines ON order_id = orders.id JOIN products ON product_id = products.id \
                   WHERE customer_id = ? ORDER BY order_id DESC, product_id";
        let lines: Vec<OrderLine> = query_as(sql).bind(customer.id).fetch_all(db).await?;
        Ok(lines.chunk_by(|a, b| a.order_id == b.order_id).map(Order::new).collect())
    }

    async fn discounts(customer: &Customer, db: &SqlitePool) -> Result<Vec<Discount>, sqlx::Error> {
        query_as("SELECT category, percent FROM discounts WHERE tier = ?").bind(&customer.tier).fetch_all(db).await
    }

    async fn stock(cart: &[CartLine], db: &SqlitePool) -> Result<Vec<Stock>, AppError> {
        let ids: Vec<i64> = cart.iter().map(|line| line.product_id).collect();
        let sql = "SELECT product_id, on_hand, restock_days FROM stock \
                   WHERE product_id IN (SELECT value FROM json_each(?))";
        Ok(query_as(sql).bind(serde_json::to_string(&ids)?).fetch_all(db).await?)
    }

    async fn shipping(customer: &Customer, cart: &[CartLine], db: &SqlitePool) -> Result<Shipping, sqlx::Error> {
        let sql = "SELECT carrier, base_cents, cents_per_kg, days FROM carriers WHERE zone = ?";
        let carrier: Carrier = query_as(sql).bind(&customer.zone).fetch_one(db).await?;
        Ok(Shipping::of(carrier, cart))
    }

    /// No page fails for want of recommendations, or waits for them for long.
    #[node(limit = searches, timeout = "3s", fallback = Recommendations::unavailable)]
    async fn recommendations(
        customer: &Customer,
        orders: &[Order],
        db: &SqlitePool,
    ) -> Result<Recommendations, AppError> {
        let interests: String = query_scalar("SELECT interests FROM profiles WHERE customer_id = ?")
            .bind(customer.id)
            .fetch_one(db)
            .await?;
        serde_json::from_str::<Vec<String>>(&interests)
            .map_err(|source| AppError::Interests { customer_id: customer.id, source })?;

        let sql = "SELECT id, name, category, list_cents FROM products \
                   WHERE category IN (SELECT value FROM json_each(?)) ORDER BY list_cents DESC, id";
        let products: Vec<Product> = query_as(sql).bind(interests).fetch_all(db).await?;
        let known =
            |product: &Product| orders.iter().flat_map(|order| &order.lines).any(|line| line.product_id == product.id);
        Ok(Recommendations::Products(products.into_iter().filter(|product| !known(product)).take(3).collect()))
    }

    #[node]
    fn missing<'a>(cart: &'a [CartLine], stock: &'a [Stock]) -> Vec<Missing<'a>> {
        let missing = |line: &'a CartLine| {
            let stock = stock.iter().find(|stock| stock.product_id == line.product_id)?;
            (stock.on_hand < line.quantity).then_some(Missing { line, stock })
        };
        cart.iter().filter_map(missing).collect()
    }

    #[node]
    fn sold_out(missing: &[Missing<'_>]) -> bool {
        !missing.is_empty()
    }

    /// The products of the same categories.
    #[node(when = sold_out, limit = searches)]
    async fn substitutes(missing: &[Missing<'_>], db: &SqlitePool) -> Result<Vec<Product>, AppError> {
        let categories: Vec<&String> = missing.iter().map(|missing| &missing.line.category).collect();
        let ids: Vec<i64> = missing.iter().map(|missing| missing.line.product_id).collect();
        let sql = "SELECT id, name, category, list_cents FROM products JOIN stock ON product_id = id \
                   WHERE category IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT value FROM json_each(?)) \
                   AND on_hand > 0 ORDER BY list_cents, id LIMIT 3";
        let query = query_as(sql).bind(serde_json::to_string(&categories)?).bind(serde_json::to_string(&ids)?);
        Ok(query.fetch_all(db).await?)
    }

    #[node]
    fn prices(cart: &[CartLine], discounts: &[Discount]) -> Vec<PricedLine> {
        let percent = |category: &str| {
            discounts.iter().find(|discount| discount.category == category).map_or(0, |discount| discount.percent)
        };
        cart.iter()
            .map(|line| PricedLine {
                name: line.name.clone(),
                quantity: line.quantity,
                cents: line.quantity * line.list_cents * (100 - percent(&line.category)) / 100,
            })
            .collect()
    }

    /// Takes the prices for good: nobody else needs them.
    #[node]
    fn bill(prices: Vec<PricedLine>, shipping: &Shipping) -> Bill {
        let goods: i64 = prices.iter().map(|line| line.cents).sum();
        let nothing_to_pay = prices.is_empty() || goods >= FREE_SHIPPING_CENTS;
        let shipping_cents = if nothing_to_pay { 0 } else { shipping.cents };
        Bill { lines: prices, shipping_cents, total_cents: goods + shipping_cents }
    }

    #[node]
    fn delivery(missing: &[Missing<'_>], shipping: &Shipping) -> Delivery {
        let restock_days = missing.iter().map(|missing| missing.stock.restock_days).max();
        Delivery {
            carrier: shipping.carrier.clone(),
            days: shipping.days + restock_days.unwrap_or(0),
            waiting_for: missing.iter().map(|missing| missing.line.name.clone()).collect(),
        }
    }

    #[node]
    fn page(
        customer: &Customer,
        announcements: Vec<String>,
        orders: Vec<Order>,
        bill: Bill,
        delivery: Delivery,
        substitutes: Option<Vec<Product>>,
        recommendations: Recommendations,
    ) -> Page {
        Page {
            customer: format!("{} ({})", customer.name, customer.tier),
            announcements,
            orders,
            bill,
            delivery,
            substitutes,
            recommendations,
        }
    }
}
