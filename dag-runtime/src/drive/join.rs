//! Branches as one future.

use std::convert::Infallible;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project_lite::pin_project;

use super::branches::Branches;
use super::driver::{Driver, JoinDriver, WideJoinDriver};
use super::failure::Failure;

pin_project! {
    /// Completes when all its branches have, made by [`join`] and [`weave`](crate::weave()).
    #[derive(Debug)]
    #[must_use = "futures do nothing unless awaited or polled"]
    pub struct Join<T, D = JoinDriver> {
        driver: D,
        #[pin]
        branches: T,
    }
}

/// Runs branches that are independent of each other.
///
/// ```
/// use dag_runtime::{branch, join, pair};
///
/// # futures::executor::block_on(async {
/// let both = join(pair(branch(async { 1 }), branch(async { "two" })));
/// assert_eq!(both.await, (1, "two"));
/// # });
/// ```
#[inline]
pub fn join<T: Branches<Infallible>>(branches: T) -> Join<T> {
    Join::new(branches, JoinDriver::default())
}

impl<T, D: Driver> Join<T, D> {
    #[inline]
    pub(crate) fn new(branches: T, driver: D) -> Self {
        Self { driver, branches }
    }

    /// Tells wake-ups apart, so that one polls only the branches it is for. Worth it for more than some thirty branches
    /// that wait at once; it allocates once they do.
    ///
    /// ```
    /// use dag_runtime::{branch, join, pair};
    ///
    /// # futures::executor::block_on(async {
    /// let both = join(pair(branch(async { 1 }), branch(async { 2 })));
    /// assert_eq!(both.wide().await, (1, 2));
    /// # });
    /// ```
    #[inline]
    pub fn wide(self) -> Join<T, D::Wide> {
        Join { driver: self.driver.wide(), branches: self.branches }
    }
}

impl<T> Join<T, WideJoinDriver> {
    /// Tells wake-ups apart from the first poll on, for branches that are known to wait, such as tasks.
    ///
    /// ```
    /// use dag_runtime::{branch, join, pair};
    ///
    /// # futures::executor::block_on(async {
    /// let both = join(pair(branch(async { 1 }), branch(async { 2 })));
    /// assert_eq!(both.wide().at_once().await, (1, 2));
    /// # });
    /// ```
    #[inline]
    pub fn at_once(self) -> Self {
        Self { driver: self.driver.at_once(), branches: self.branches }
    }
}

impl<T: Branches<Infallible>, D: Driver> Future for Join<T, D> {
    type Output = T::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T::Output> {
        let mut this = self.project();
        let Ok(()) = ready!(this.driver.poll(this.branches.as_mut(), cx)).map_err(never);
        Poll::Ready(this.branches.take())
    }
}

#[inline]
fn never(failure: Failure<Infallible>) -> Infallible {
    failure.error
}

pin_project! {
    /// Completes when all its branches have or one failed, made by [`try_join`] and
    /// [`try_weave`](crate::try_weave).
    #[derive(Debug)]
    #[must_use = "futures do nothing unless awaited or polled"]
    pub struct TryJoin<E, T, D = JoinDriver> {
        driver: D,
        #[pin]
        branches: T,
        error: PhantomData<fn() -> E>,
    }
}

/// Runs branches that are independent of each other, until one fails.
///
/// ```
/// use dag_runtime::{Failure, branch, pair, try_branch, try_join};
///
/// # futures::executor::block_on(async {
/// let user = async { Err::<u8, _>(Failure::new(0, "no such user")) };
/// let stock = async { 7 };
/// let both = try_join(pair(try_branch(user), branch(stock)));
/// assert_eq!(both.await, Err(Failure::new(0, "no such user")));
/// # });
/// ```
#[inline]
pub fn try_join<E, T: Branches<E>>(branches: T) -> TryJoin<E, T> {
    TryJoin::new(branches, JoinDriver::default())
}

impl<E, T, D: Driver> TryJoin<E, T, D> {
    #[inline]
    pub(crate) fn new(branches: T, driver: D) -> Self {
        Self { driver, branches, error: PhantomData }
    }

    /// Tells wake-ups apart, as [`Join::wide`] does.
    ///
    /// ```
    /// use dag_runtime::{Failure, branch, pair, try_join};
    ///
    /// # futures::executor::block_on(async {
    /// let both = try_join(pair(branch(async { 1 }), branch(async { 2 })));
    /// let both: Result<_, Failure<String>> = both.wide().await;
    /// assert_eq!(both, Ok((1, 2)));
    /// # });
    /// ```
    #[inline]
    pub fn wide(self) -> TryJoin<E, T, D::Wide> {
        TryJoin::new(self.branches, self.driver.wide())
    }
}

impl<E, T> TryJoin<E, T, WideJoinDriver> {
    /// Tells wake-ups apart from the first poll on, as [`Join::at_once`] does.
    ///
    /// ```
    /// use dag_runtime::{Failure, branch, join, pair, try_join};
    ///
    /// # futures::executor::block_on(async {
    /// let both = try_join(pair(branch(async { 1 }), branch(async { 2 })));
    /// let both: Result<_, Failure<String>> = both.wide().at_once().await;
    /// assert_eq!(both, Ok((1, 2)));
    /// # });
    /// ```
    #[inline]
    pub fn at_once(self) -> Self {
        Self::new(self.branches, self.driver.at_once())
    }
}

impl<E, T: Branches<E>, D: Driver> Future for TryJoin<E, T, D> {
    type Output = Result<T::Output, Failure<E>>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let result = ready!(this.driver.poll(this.branches.as_mut(), cx));
        Poll::Ready(result.map(|()| this.branches.take()))
    }
}
