//! The error of a node that took too long.

use std::error::Error;
use std::fmt;
use std::time::Duration;

/// A node did not finish in time.
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
    /// The error of what had `after` to finish.
    pub const fn new(after: Duration) -> Self {
        Self { after }
    }

    /// The time there was.
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
