//! The shop: the common ground of all customers' pages.

use sqlx::SqlitePool;
use tokio::sync::Semaphore;

use crate::database::CONNECTIONS;
use crate::error::AppError;
use crate::model::{Page, Receipt};
use crate::ordering::ordering;
use crate::pipeline::storefront;

pub struct Shop {
    db: SqlitePool,
    searches: Semaphore,
}

impl Shop {
    /// Searches take up to half of the connections, so that the quick queries need not queue behind them.
    pub fn new(db: SqlitePool) -> Self {
        Self { db, searches: Semaphore::new(CONNECTIONS as usize / 2) }
    }

    pub async fn page(&self, customer_id: i64) -> Result<Page, AppError> {
        let input = storefront::Input { db: &self.db, customer_id, searches: &self.searches };
        Ok(storefront::Pipeline::run(input).await?.page)
    }

    /// Makes an order of the customer's cart.
    pub async fn order(&self, customer_id: i64) -> Result<Receipt, AppError> {
        Ok(ordering::Pipeline::run(ordering::Input { db: &self.db, customer_id }).await?.receipt)
    }
}
