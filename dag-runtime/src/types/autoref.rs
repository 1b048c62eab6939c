//! Text, source and debug output of an error whose type the macro does not know, by autoref specialization.
//!
//! The method call picks the best trait that the type implements, where the call is written: the three references in
//! front of [`Autoref`] are as many chances, since each method is implemented once behind three, once behind two and
//! once behind one. This works on concrete types and on type parameters with their bounds.
//!
//! ```
//! use std::error::Error;
//! use std::fmt::{self, Display};
//! use dag_runtime::autoref::*;
//!
//! struct Failed(anyhow_like::Error);
//!
//! impl Display for Failed {
//!     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
//!         node_failed(f, "cart", self.source(), |f| (&&&Autoref(&self.0)).autoref_text(f))
//!     }
//! }
//!
//! impl Failed {
//!     fn source(&self) -> Option<&(dyn Error + 'static)> {
//!         (&&&Autoref(&self.0)).autoref_source()
//!     }
//! }
//!
//! # mod anyhow_like { pub type Error = Box<dyn std::error::Error + Send + Sync>; }
//! let failed = Failed("no such cart".into());
//! assert_eq!(failed.to_string(), "node `cart` failed");
//! assert_eq!(format!("{failed:#}"), "node `cart` failed: no such cart");
//! assert_eq!(failed.source().unwrap().to_string(), "no such cart");
//! ```

use std::error::Error;
use std::fmt::{self, Debug, Display};
use std::ops::Deref;

/// A reference to a value, with methods that depend on the traits of the value: `(&&&Autoref(&value)).autoref_text(f)`.
#[derive(Clone, Copy)]
pub struct Autoref<'a, E: ?Sized>(pub &'a E);

impl<E: ?Sized> Debug for Autoref<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Autoref")
    }
}

/// Writes that a node failed, and leaves the rest to its `source`, as reports of errors ask for: they print one error
/// after the other. The alternate form `{:#}` prints all of them, in one line. The `text` of what is no source would be
/// lost and stands there in any case.
///
/// # Errors
///
/// Those of the formatter.
pub fn node_failed(
    f: &mut fmt::Formatter<'_>,
    node: &str,
    source: Option<&(dyn Error + 'static)>,
    text: impl FnOnce(&mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    write!(f, "node `{node}` failed")?;
    if source.is_none() {
        f.write_str(": ")?;
        return text(f);
    }
    let mut next = source.filter(|_| f.alternate());
    while let Some(error) = next {
        write!(f, ": {error}")?;
        next = error.source();
    }
    Ok(())
}

/// The source of a type that is an error: the error itself.
pub trait SourceOfError<'a> {
    /// The error, as the source of another.
    fn autoref_source(&self) -> Option<&'a (dyn Error + 'static)>;
}

impl<'a, E: Error + 'static> SourceOfError<'a> for &&Autoref<'a, E> {
    fn autoref_source(&self) -> Option<&'a (dyn Error + 'static)> {
        Some(self.0)
    }
}

/// The source of a type that points to an error, such as `Box<dyn Error>` and `anyhow::Error`: that error.
pub trait SourceOfPointer<'a> {
    /// The error it points to, as the source of another.
    fn autoref_source(&self) -> Option<&'a (dyn Error + 'static)>;
}

impl<'a, E: Deref> SourceOfPointer<'a> for &Autoref<'a, E>
where
    E::Target: AsError,
{
    fn autoref_source(&self) -> Option<&'a (dyn Error + 'static)> {
        Some(self.0.deref().as_error())
    }
}

/// The source of any other type: none.
pub trait NoSource<'a> {
    /// `None`.
    fn autoref_source(&self) -> Option<&'a (dyn Error + 'static)>;
}

impl<'a, E: ?Sized> NoSource<'a> for Autoref<'a, E> {
    fn autoref_source(&self) -> Option<&'a (dyn Error + 'static)> {
        None
    }
}

/// An error, sized or not, that can be borrowed as a `dyn Error`.
pub trait AsError {
    /// The same error, as a `dyn Error`.
    fn as_error(&self) -> &(dyn Error + 'static);
}

impl<E: Error + 'static> AsError for E {
    fn as_error(&self) -> &(dyn Error + 'static) {
        self
    }
}

impl AsError for dyn Error + 'static {
    fn as_error(&self) -> &(dyn Error + 'static) {
        self
    }
}

impl AsError for dyn Error + Send + 'static {
    fn as_error(&self) -> &(dyn Error + 'static) {
        self
    }
}

impl AsError for dyn Error + Sync + 'static {
    fn as_error(&self) -> &(dyn Error + 'static) {
        self
    }
}

impl AsError for dyn Error + Send + Sync + 'static {
    fn as_error(&self) -> &(dyn Error + 'static) {
        self
    }
}

/// The text of a type with `Display`.
pub trait TextOfDisplay {
    /// Writes the value as its `Display` does.
    fn autoref_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<E: Display + ?Sized> TextOfDisplay for &&Autoref<'_, E> {
    fn autoref_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self.0, f)
    }
}

/// The text of a type that has `Debug` only.
pub trait TextOfDebug {
    /// Writes the value as its `Debug` does.
    fn autoref_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<E: Debug + ?Sized> TextOfDebug for &Autoref<'_, E> {
    fn autoref_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self.0, f)
    }
}

/// The text of any other type: its name.
pub trait TextOfName {
    /// Writes the name of the type.
    fn autoref_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<E: ?Sized> TextOfName for Autoref<'_, E> {
    fn autoref_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::any::type_name::<E>())
    }
}

/// The debug output of a type with `Debug`.
pub trait DebugOfDebug {
    /// Writes the value as its `Debug` does.
    fn autoref_debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<E: Debug + ?Sized> DebugOfDebug for &&Autoref<'_, E> {
    fn autoref_debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self.0, f)
    }
}

/// The debug output of any other type: its name.
pub trait DebugOfName {
    /// Writes the name of the type.
    fn autoref_debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<E: ?Sized> DebugOfName for &Autoref<'_, E> {
    fn autoref_debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::any::type_name::<E>())
    }
}

/// A value whose `Debug` is a closure: one field of a struct whose other fields have other kinds of output.
///
/// ```
/// use dag_runtime::autoref::DebugBy;
///
/// assert_eq!(format!("{:?}", DebugBy(|f| f.write_str("Page"))), "Page");
/// ```
pub struct DebugBy<F>(pub F)
where
    F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result;

impl<F> Debug for DebugBy<F>
where
    F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}
