//! The values that the shop's nodes exchange. Money is in euro cents, weight in grams.

use serde::Serialize;
use sqlx::FromRow;

use crate::error::AppError;

#[derive(FromRow)]
pub struct Customer {
    pub id: i64,
    pub name: String,
    pub tier: String,
    pub zone: String,
}

#[derive(FromRow)]
pub struct CartLine {
    pub product_id: i64,
    pub name: String,
    pub category: String,
    pub quantity: i64,
    pub list_cents: i64,
    pub grams: i64,
}

#[derive(FromRow)]
pub struct Discount {
    pub category: String,
    pub percent: i64,
}

#[derive(FromRow)]
pub struct Stock {
    pub product_id: i64,
    pub on_hand: i64,
    pub restock_days: i64,
}

#[derive(FromRow)]
pub struct Carrier {
    pub carrier: String,
    pub base_cents: i64,
    pub cents_per_kg: i64,
    pub days: i64,
}

/// A line of the cart that the shop has to restock first.
pub struct Missing<'a> {
    pub line: &'a CartLine,
    pub stock: &'a Stock,
}

/// The price of sending the cart to the customer, and its duration.
pub struct Shipping {
    pub carrier: String,
    pub cents: i64,
    pub days: i64,
}

impl Shipping {
    pub fn of(carrier: Carrier, cart: &[CartLine]) -> Self {
        let grams: i64 = cart.iter().map(|line| line.quantity * line.grams).sum();
        Self {
            cents: carrier.base_cents + carrier.cents_per_kg * grams / 1000,
            days: carrier.days,
            carrier: carrier.carrier,
        }
    }
}

/// The answer to an order.
#[derive(Serialize)]
pub struct Receipt {
    pub order: i64,
    pub goods_cents: i64,
    pub carrier: String,
    pub days: i64,
}

#[derive(Clone, FromRow, Serialize)]
pub struct OrderLine {
    #[serde(skip)]
    pub order_id: i64,
    #[serde(skip)]
    pub placed_on: String,
    #[serde(skip)]
    pub product_id: i64,
    pub name: String,
    pub quantity: i64,
}

#[derive(Serialize)]
pub struct Order {
    pub id: i64,
    pub placed_on: String,
    pub lines: Vec<OrderLine>,
}

impl Order {
    /// The order that a non-empty run of its own lines makes.
    pub fn new(lines: &[OrderLine]) -> Self {
        Self { id: lines[0].order_id, placed_on: lines[0].placed_on.clone(), lines: lines.to_vec() }
    }
}

#[derive(Serialize)]
pub struct PricedLine {
    pub name: String,
    pub quantity: i64,
    pub cents: i64,
}

#[derive(Serialize)]
pub struct Bill {
    pub lines: Vec<PricedLine>,
    pub shipping_cents: i64,
    pub total_cents: i64,
}

#[derive(Serialize)]
pub struct Delivery {
    pub carrier: String,
    pub days: i64,
    /// The products to be restocked first.
    pub waiting_for: Vec<String>,
}

#[derive(FromRow, Serialize)]
pub struct Product {
    #[serde(skip)]
    pub id: i64,
    pub name: String,
    pub category: String,
    pub list_cents: i64,
}

/// Recommended products, or the reason for their absence.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Recommendations {
    Products(Vec<Product>),
    Unavailable(String),
}

impl Recommendations {
    pub fn unavailable(error: AppError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

#[derive(Serialize)]
pub struct Page {
    pub customer: String,
    pub announcements: Vec<String>,
    pub orders: Vec<Order>,
    pub bill: Bill,
    pub delivery: Delivery,
    /// The products that the customer can have instead of missing ones; nobody has looked if none is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitutes: Option<Vec<Product>>,
    pub recommendations: Recommendations,
}
