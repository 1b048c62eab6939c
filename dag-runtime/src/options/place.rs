//! The runtime that an option of a node needs, and the words for its absence.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::runtime::Handle;

/// An option where it stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) node: &'static str,
    pub(super) option: &'static str,
}

impl Place {
    /// The runtime that polls the node.
    pub(super) fn runtime(self) -> Handle {
        Handle::try_current().unwrap_or_else(|_| self.no_runtime())
    }

    #[cold]
    fn no_runtime(self) -> ! {
        let Self { node, option } = self;
        panic!("node `{node}` has `{option}`, which needs a tokio runtime: run the pipeline on one")
    }

    #[cold]
    fn no_time(self) -> ! {
        let Self { node, option } = self;
        if Handle::try_current().is_err() {
            self.no_runtime()
        }
        panic!(
            "node `{node}` has `{option}`, which needs a tokio runtime with time enabled: \
             `tokio::runtime::Builder::enable_time`"
        )
    }
}

/// Sets a timer of tokio's. Nothing tells beforehand that there can be one, so the panic is caught, which costs nothing where
/// there is none.
pub(super) fn with_time<T>(place: Place, timer: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(timer)).unwrap_or_else(|_| place.no_time())
}
