//! The error of a node that took too long.

use std::error::Error;
use std::fmt;
use std::io;
use std::time::Duration;

/// The error of a node that did not finish in time.
///
/// ```
/// use std::time::Duration;
/// use dag_runtime::Timeout;
///
/// let timeout = Timeout::new(Duration::from_millis(500));
/// assert_eq!(timeout.to_string(), "timed out after 500ms");
/// assert_eq!(timeout.after(), Duration::from_millis(500));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Timeout {
    after: Duration,
}

impl Timeout {
    /// The error of a node that had the duration `after` to finish.
    pub const fn new(after: Duration) -> Self {
        Self { after }
    }

    /// The time that the node had.
    pub const fn after(&self) -> Duration {
        self.after
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "timed out after {:?}", self.after)
    }
}

impl Error for Timeout {}

impl From<Timeout> for io::Error {
    /// An error of the kind [`TimedOut`](io::ErrorKind::TimedOut).
    fn from(timeout: Timeout) -> Self {
        Self::new(io::ErrorKind::TimedOut, timeout)
    }
}

/// An error of a node that can be made from a [`Timeout`]. Every type that implements `From<Timeout>` implements it;
/// the trait is there for the error of the compiler.
///
/// ```
/// use std::time::Duration;
/// use dag_runtime::{FromTimeout, Timeout};
///
/// let error = Box::<dyn std::error::Error>::from_timeout(Timeout::new(Duration::from_secs(2)));
/// assert_eq!(error.to_string(), "timed out after 2s");
/// ```
#[diagnostic::on_unimplemented(
    message = "a node with a `timeout` fails with `{Self}`, which cannot be made from a `Timeout`",
    label = "a timeout cannot become a `{Self}`",
    note = "implement `From<dagwright::Timeout>` for an error type of yours; `std::io::Error` and `Box<dyn Error + Send + Sync>` have it"
)]
pub trait FromTimeout: Sized {
    /// The timeout as an error of the node.
    fn from_timeout(timeout: Timeout) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: From<Timeout>> FromTimeout for E {
    fn from_timeout(timeout: Timeout) -> Self {
        Self::from(timeout)
    }
}
