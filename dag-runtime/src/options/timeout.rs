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
/// let timeout = Timeout::new("quote", Duration::from_millis(500));
/// assert_eq!(timeout.to_string(), "timed out after 500ms");
/// assert_eq!((timeout.node(), timeout.limit()), ("quote", Duration::from_millis(500)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Timeout {
    node: &'static str,
    limit: Duration,
}

impl Timeout {
    /// The error of a node that did not finish within the `limit`.
    pub const fn new(node: &'static str, limit: Duration) -> Self {
        Self { node, limit }
    }

    /// The name of the node.
    pub const fn node(&self) -> &'static str {
        self.node
    }

    /// The time that the node had.
    pub const fn limit(&self) -> Duration {
        self.limit
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "timed out after {:?}", self.limit)
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
/// use dag_runtime::{MadeFromTimeout, Timeout};
///
/// let error = Box::<dyn std::error::Error>::from_timeout(Timeout::new("quote", Duration::from_secs(2)));
/// assert_eq!(error.to_string(), "timed out after 2s");
/// ```
#[diagnostic::on_unimplemented(
    message = "the failure of this node is taken as a value, but its error `{Self}` cannot be made from a `Timeout`",
    label = "a timeout cannot become a `{Self}`",
    note = "implement `From<dagwright::Timeout>` for an error type of yours; `std::io::Error` and `Box<dyn Error + Send + Sync>` have it",
    note = "it is taken as a value by a fallback, by all consumers as a `Result`, or by `infallible`; else a timeout may end the run as it is"
)]
pub trait MadeFromTimeout: Sized {
    /// The timeout as an error of the node.
    fn from_timeout(timeout: Timeout) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: From<Timeout>> MadeFromTimeout for E {
    fn from_timeout(timeout: Timeout) -> Self {
        Self::from(timeout)
    }
}

/// The outcome of a node that may be a timeout: a `Result` whose error can be made from a [`Timeout`].
///
/// ```
/// use std::time::Duration;
/// use dag_runtime::{HoldsTimeout, Timeout};
///
/// let late = Result::<u8, Timeout>::timed_out(Timeout::new("quote", Duration::from_secs(2)));
/// assert_eq!(late.unwrap_err().node(), "quote");
/// ```
#[diagnostic::on_unimplemented(
    message = "a timeout of this node is to be a part of its value, for which a `{Self}` has no place",
    label = "a `{Self}` cannot hold a timeout",
    note = "return a `Result<{Self}, dagwright::Timeout>`, or leave out `infallible`, and a timeout ends the run"
)]
pub trait HoldsTimeout {
    /// The outcome of an attempt that took too long.
    fn timed_out(timeout: Timeout) -> Self;
}

impl<T, E: MadeFromTimeout> HoldsTimeout for Result<T, E> {
    fn timed_out(timeout: Timeout) -> Self {
        Err(E::from_timeout(timeout))
    }
}

/// An error of the run that can be made of a [`Timeout`]: asked for where a node's own error cannot. Every type that
/// implements `From<Timeout>` implements it; the trait is there for the error of the compiler.
///
/// ```
/// use std::time::Duration;
/// use dag_runtime::{TakesTimeout, Timeout};
///
/// let error = Box::<dyn std::error::Error>::take_timeout(Timeout::new("quote", Duration::from_secs(2)));
/// assert_eq!(error.to_string(), "timed out after 2s");
/// ```
#[diagnostic::on_unimplemented(
    message = "the timeout of this node can become neither its own error nor `{Self}`, the error of the pipeline",
    label = "a timeout cannot become a `{Self}`",
    note = "implement `From<dagwright::Timeout>` for `{Self}`, or for the node's error if that is yours"
)]
pub trait TakesTimeout {
    /// The timeout as the error of the run.
    fn take_timeout(timeout: Timeout) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: From<Timeout>> TakesTimeout for E {
    fn take_timeout(timeout: Timeout) -> Self {
        E::from(timeout)
    }
}
