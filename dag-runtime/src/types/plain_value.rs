//! A check that the value of a node is no `Result` under another name.

use std::future::Future;
use std::marker::PhantomData;

use super::outcome::Outcome;
use crate::options::elements;

/// The type of the value that `future` succeeds with, if it does. The future is not touched.
///
/// With [`ResultAsValue`] and [`PlainValue`] in scope, `check((&&value_of(&future)).judged_for_node())` does nothing, where `check`
/// is [`MeantAsValue::check`], and does not compile if that value is itself a `Result`: a type alias hid it, and its
/// failures would go unseen.
///
/// ```
/// use std::time::Duration;
///
/// # #[cfg(feature = "tokio")]
/// # {
/// let call = dag_runtime::deadline("total", Duration::from_secs(1), async { 7 });
/// let checked = {
///     use dag_runtime::{MeantAsValue, PlainValue as _, ResultAsValue as _};
///     let check = MeantAsValue::check;
///     check((&&dag_runtime::value_of(&call)).judged_for_node());
///     call
/// };
/// # let _ = checked;
/// # }
/// ```
///
/// A value whose type is a parameter is fine, too:
///
/// ```
/// use dag_runtime::{MeantAsValue, PlainValue as _, ResultAsValue as _, value_of};
///
/// fn checked<T, E>(future: impl Future<Output = Result<T, E>>) -> impl Future<Output = Result<T, E>> {
///     MeantAsValue::check((&&value_of(&future)).judged_for_node());
///     future
/// }
/// # let _ = checked(async { Ok::<_, ()>(7) });
/// ```
///
/// A `Result` in a `Result` is not:
///
/// ```compile_fail,E0277
/// use dag_runtime::{MeantAsValue, PlainValue as _, ResultAsValue as _, value_of};
///
/// let call = async { Ok::<_, ()>("seven".parse::<u8>()) };
/// MeantAsValue::check((&&value_of(&call)).judged_for_node());
/// ```
pub fn value_of<F, T, E>(future: &F) -> ValueOf<T>
where
    F: Future<Output = Result<T, E>>,
{
    let _ = future;
    ValueOf(PhantomData)
}

/// The type that `future` comes to. The future is not touched.
pub fn output_of<F: Future>(future: &F) -> ValueOf<F::Output> {
    let _ = future;
    ValueOf(PhantomData)
}

/// The type of a value that nobody takes, so that nobody would see a failure in it. The value is not touched.
///
/// ```compile_fail,E0277
/// use dag_runtime::{MeantAsValue, PlainValue as _, ResultAsValue as _, type_of};
///
/// MeantAsValue::check((&&type_of(&"seven".parse::<u8>())).judged_for_node());
/// ```
pub fn type_of<T>(value: &T) -> ValueOf<T> {
    let _ = value;
    ValueOf(PhantomData)
}

/// The type of a value, named by [`value_of`] or [`output_of`] before it is there, or by [`type_of`].
#[derive(Debug)]
pub struct ValueOf<T>(PhantomData<fn() -> T>);

/// The judgement on a value that is a `Result`, which no node should give by mistake.
pub trait ResultAsValue {
    /// The type of the value.
    type Value;
    /// The value's own type, which is not [`MeantAsValue`].
    fn judged_for_node(&self) -> ValueOf<Self::Value>;
}

impl<C> ValueOf<C> {
    /// Does nothing for a collection whose type was judged to be no `Result`. A `Result` can be iterated over, but
    /// nobody means that: an alias has hidden it.
    ///
    /// ```
    /// use dag_runtime::{PlainValue as _, ResultAsValue as _, type_of};
    ///
    /// (&&type_of(&vec![7])).judged_for_node().no_outcome_for_node();
    /// ```
    pub fn no_outcome_for_node(self)
    where
        C: elements::Plain,
    {
    }
}

// Not `Result<T, E>`: of a type that is an error itself the compiler would complain once more.
impl<R: Outcome> ResultAsValue for &ValueOf<R> {
    type Value = R;

    fn judged_for_node(&self) -> ValueOf<Self::Value> {
        ValueOf(PhantomData)
    }
}

/// The judgement on any other value.
pub trait PlainValue {
    /// A type that is [`MeantAsValue`].
    fn judged_for_node(&self) -> ValueOf<()>;
}

impl<T> PlainValue for ValueOf<T> {
    fn judged_for_node(&self) -> ValueOf<()> {
        ValueOf(PhantomData)
    }
}

/// A type that is meant to be the value of a node. No `Result` implements it, since a node says so with an option: the
/// trait is there for the error of the compiler.
#[diagnostic::on_unimplemented(
    message = "this node returns a `Result` under another name, so its failures count as values",
    label = "this is a `Result`",
    note = "mark the node `#[node(fallible)]`, or `#[node(infallible)]` if its `Result` is to be the value"
)]
pub trait MeantAsValue: Sized {
    /// Does nothing.
    fn check(of: ValueOf<Self>) {
        let _ = of;
    }
}

#[diagnostic::do_not_recommend]
impl MeantAsValue for () {}
