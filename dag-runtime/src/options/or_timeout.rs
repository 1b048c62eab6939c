//! The failure of a node with a time limit, whose own error may not be made of a timeout.

use std::marker::PhantomData;

use super::timeout::{TakesTimeout, Timeout};

/// The failure of a node with a time limit. Whether its own error can be made of a [`Timeout`] is told where it leaves
/// the node, by the types:
///
/// ```
/// use std::{fmt, io};
/// use dag_runtime::{OrTimeout, Timeout, own_error};
///
/// #[derive(Debug, PartialEq)]
/// enum Error {
///     Disk(io::ErrorKind),
///     Text(fmt::Error),
///     Timeout(Timeout),
/// }
///
/// macro_rules! failed {
///     ($failure:expr, $own:expr) => {{
///         use dag_runtime::{TimeoutIsOwn as _, TimeoutStays as _};
///         let failure = $failure;
///         (&&own_error(&failure)).autoref_variant(failure, $own, Error::Timeout)
///     }};
/// }
///
/// let late = Timeout::new("quote", std::time::Duration::from_secs(2));
/// let disk = failed!(OrTimeout::<io::Error>::Timeout(late), |error: io::Error| Error::Disk(error.kind()));
/// assert_eq!(disk, Error::Disk(io::ErrorKind::TimedOut));
/// assert_eq!(failed!(OrTimeout::<fmt::Error>::Timeout(late), Error::Text), Error::Timeout(late));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrTimeout<E> {
    /// The node's own error.
    Own(E),
    /// It took too long.
    Timeout(Timeout),
}

/// The type of the node's own error.
pub fn own_error<E>(failure: &OrTimeout<E>) -> OwnError<E> {
    let _ = failure;
    OwnError(PhantomData)
}

/// The type of the node's own error, told by its attempts.
pub fn own_error_of<F, T, E>(attempt: &impl FnMut() -> F) -> OwnError<E>
where
    F: Future<Output = Result<T, OrTimeout<E>>>,
{
    let _ = attempt;
    OwnError(PhantomData)
}

/// The type of a node's own error, named by [`own_error`].
#[derive(Debug)]
pub struct OwnError<E>(PhantomData<fn() -> E>);

/// The failure of a node whose own error can be made of a timeout.
pub trait TimeoutIsOwn<E> {
    /// The failure as a variant of the run's error.
    fn autoref_variant<R>(
        &self,
        failure: OrTimeout<E>,
        own: impl FnOnce(E) -> R,
        timeout: impl FnOnce(Timeout) -> R,
    ) -> R;

    /// The failure as the run's error.
    fn autoref_error<R>(&self, failure: OrTimeout<E>, own: impl FnOnce(E) -> R) -> R;

    /// The way from a timeout to the node's own error.
    fn autoref_own(&self) -> fn(Timeout) -> Option<E>;
}

impl<E: From<Timeout>> TimeoutIsOwn<E> for &OwnError<E> {
    fn autoref_variant<R>(&self, failure: OrTimeout<E>, own: impl FnOnce(E) -> R, _: impl FnOnce(Timeout) -> R) -> R {
        self.autoref_error(failure, own)
    }

    fn autoref_error<R>(&self, failure: OrTimeout<E>, own: impl FnOnce(E) -> R) -> R {
        own(match failure {
            OrTimeout::Own(error) => error,
            OrTimeout::Timeout(timeout) => E::from(timeout),
        })
    }

    fn autoref_own(&self) -> fn(Timeout) -> Option<E> {
        |timeout| Some(E::from(timeout))
    }
}

/// The failure of a node with any other error: a timeout stays one.
pub trait TimeoutStays<E> {
    /// The failure as a variant of the run's error.
    fn autoref_variant<R>(
        &self,
        failure: OrTimeout<E>,
        own: impl FnOnce(E) -> R,
        timeout: impl FnOnce(Timeout) -> R,
    ) -> R;

    /// The failure as the run's error.
    fn autoref_error<R: TakesTimeout>(&self, failure: OrTimeout<E>, own: impl FnOnce(E) -> R) -> R;

    /// There is no way from a timeout to the node's own error.
    fn autoref_own(&self) -> fn(Timeout) -> Option<E>;
}

impl<E> TimeoutStays<E> for OwnError<E> {
    fn autoref_variant<R>(
        &self,
        failure: OrTimeout<E>,
        own: impl FnOnce(E) -> R,
        timeout: impl FnOnce(Timeout) -> R,
    ) -> R {
        match failure {
            OrTimeout::Own(error) => own(error),
            OrTimeout::Timeout(late) => timeout(late),
        }
    }

    fn autoref_error<R: TakesTimeout>(&self, failure: OrTimeout<E>, own: impl FnOnce(E) -> R) -> R {
        self.autoref_variant(failure, own, R::take_timeout)
    }

    fn autoref_own(&self) -> fn(Timeout) -> Option<E> {
        |_| None
    }
}
