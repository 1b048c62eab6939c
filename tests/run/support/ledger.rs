//! A ledger of the values that were made and dropped.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::sync::Notify;

use super::yields;

/// Counts, for each name, the items made and the items dropped.
#[derive(Default)]
pub struct Ledger {
    entries: Mutex<BTreeMap<&'static str, Entry>>,
    drops: Notify,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Entry {
    made: usize,
    dropped: usize,
}

/// A value whose making and dropping the ledger records.
pub struct Item {
    name: &'static str,
    ledger: Arc<Ledger>,
}

impl Item {
    pub fn new(ledger: &Arc<Ledger>, name: &'static str) -> Self {
        ledger.entries.lock().unwrap().entry(name).or_default().made += 1;
        Self { name, ledger: Arc::clone(ledger) }
    }

    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// The body of a node: yields `turns` times while it holds the item `body`, then makes `value`.
    pub async fn make(ledger: &Arc<Ledger>, body: &'static str, turns: usize, value: &'static str) -> Self {
        let _body = Self::new(ledger, body);
        yields(turns).await;
        Self::new(ledger, value)
    }
}

impl Drop for Item {
    fn drop(&mut self) {
        let mut entries = self.ledger.entries.lock().unwrap();
        entries.entry(self.name).or_default().dropped += 1;
        self.ledger.drops.notify_one();
    }
}

impl Ledger {
    /// The names of the items that were made and are not dropped yet.
    pub fn live(&self) -> Vec<&'static str> {
        let entries = self.entries.lock().unwrap();
        let live = entries.iter().filter(|(_, entry)| entry.made > entry.dropped);
        live.map(|(name, _)| *name).collect()
    }

    /// Waits until none but these items live.
    pub async fn left_with<const N: usize>(&self, names: [&'static str; N]) {
        while self.live() != names {
            self.drops.notified().await;
        }
    }

    /// The names of all items that were ever made.
    pub fn made(&self) -> Vec<&'static str> {
        self.entries.lock().unwrap().keys().copied().collect()
    }

    /// Checks that every item was made once and dropped once.
    #[track_caller]
    pub fn assert_settled(&self) {
        let settled = Entry { made: 1, dropped: 1 };
        for (name, entry) in self.entries.lock().unwrap().iter() {
            assert_eq!(*entry, settled, "`{name}`");
        }
    }
}
