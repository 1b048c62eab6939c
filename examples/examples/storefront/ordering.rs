//! Another pipeline over the same database: the cart becomes an order, in one transaction.

use dagwright::dag;
use sqlx::{Sqlite, SqlitePool, Transaction, query, query_as, query_scalar};

use crate::error::AppError;
use crate::model::*;

/// The transaction passes from node to node: each has it as `&mut` when the one before is done, and the last takes it
/// and commits. A run that fails, or whose client hangs up, drops it, and nothing has happened.
///
/// ```text
/// tx ─► lines ─┬─► order ─► order_lines ─► stock ─► emptied ─┬─► receipt
/// customer ────┴─► shipping ─────────────────────────────────┘
/// ```
#[dag(error = AppError)]
pub mod ordering {
    use super::*;

    #[input]
    pub struct Input<'a> {
        pub db: &'a SqlitePool,
        pub customer_id: i64,
    }

    async fn tx(db: &SqlitePool) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        db.begin().await
    }

    async fn lines(tx: &mut Transaction<'_, Sqlite>, customer_id: i64) -> Result<Vec<CartLine>, AppError> {
        let sql = "SELECT product_id, name, category, quantity, list_cents, grams \
                   FROM cart_lines JOIN products ON id = product_id WHERE customer_id = ? ORDER BY product_id";
        let lines: Vec<CartLine> = query_as(sql).bind(customer_id).fetch_all(&mut **tx).await?;
        if lines.is_empty() { Err(AppError::EmptyCart(customer_id)) } else { Ok(lines) }
    }

    /// Beside the transaction, on a connection of its own, as `shipping` is.
    async fn customer(customer_id: i64, db: &SqlitePool) -> Result<Customer, AppError> {
        query_as("SELECT id, name, tier, zone FROM customers WHERE id = ?")
            .bind(customer_id)
            .fetch_optional(db)
            .await?
            .ok_or(AppError::UnknownCustomer(customer_id))
    }

    async fn shipping(customer: &Customer, lines: &[CartLine], db: &SqlitePool) -> Result<Shipping, sqlx::Error> {
        let sql = "SELECT carrier, base_cents, cents_per_kg, days FROM carriers WHERE zone = ?";
        let carrier: Carrier = query_as(sql).bind(&customer.zone).fetch_one(db).await?;
        Ok(Shipping::of(carrier, lines))
    }

    async fn order(
        tx: &mut Transaction<'_, Sqlite>,
        customer_id: i64,
        _lines: &[CartLine],
    ) -> Result<i64, sqlx::Error> {
        let sql = "INSERT INTO orders (customer_id, placed_on) VALUES (?, date('now')) RETURNING id";
        query_scalar(sql).bind(customer_id).fetch_one(&mut **tx).await
    }

    async fn order_lines(tx: &mut Transaction<'_, Sqlite>, order: i64, lines: &[CartLine]) -> Result<(), sqlx::Error> {
        for line in lines {
            query("INSERT INTO order_lines (order_id, product_id, quantity) VALUES (?, ?, ?)")
                .bind(order)
                .bind(line.product_id)
                .bind(line.quantity)
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }

    #[node(after(order_lines))]
    async fn stock(tx: &mut Transaction<'_, Sqlite>, lines: &[CartLine]) -> Result<(), AppError> {
        for line in lines {
            let sql = "UPDATE stock SET on_hand = on_hand - ? WHERE product_id = ? AND on_hand >= ?";
            let update = query(sql).bind(line.quantity).bind(line.product_id).bind(line.quantity);
            if update.execute(&mut **tx).await?.rows_affected() == 0 {
                return Err(AppError::SoldOut(line.name.clone()));
            }
        }
        Ok(())
    }

    #[node(after(stock))]
    async fn emptied(tx: &mut Transaction<'_, Sqlite>, customer_id: i64) -> Result<(), sqlx::Error> {
        query("DELETE FROM cart_lines WHERE customer_id = ?").bind(customer_id).execute(&mut **tx).await?;
        Ok(())
    }

    #[node(after(emptied))]
    async fn receipt(
        tx: Transaction<'_, Sqlite>,
        order: i64,
        lines: Vec<CartLine>,
        shipping: Shipping,
    ) -> Result<Receipt, sqlx::Error> {
        tx.commit().await?;
        let goods_cents = lines.iter().map(|line| line.quantity * line.list_cents).sum();
        Ok(Receipt { order, goods_cents, carrier: shipping.carrier, days: shipping.days })
    }
}
