//! The runtime that an option of a node needs, and the words for its absence.

use std::panic::catch_unwind;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Sleep;

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

/// A timer of tokio's. Nothing tells beforehand that there can be one, so the panic is caught.
pub(super) fn sleep(place: Place, duration: Duration) -> Sleep {
    catch_unwind(|| tokio::time::sleep(duration)).unwrap_or_else(|_| place.no_time())
}
