//! What can be said about an error whose type the macro does not know.
//!
//! The method call picks the best trait the type allows, where the call is written: three
//! references are as many chances, each method being implemented once behind three, once behind
//! two and once behind one. This works on concrete types and on type parameters with their bounds.
//!
//! ```
//! use std::error::Error;
//! use std::fmt::{self, Display};
//! use dag_runtime::probe::{self, *};
//!
//! struct Failed(anyhow_like::Error);
//!
//! impl Display for Failed {
//!     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
//!         f.write_str("node `cart` failed: ")?;
//!         (&&&Probe(&self.0)).probe_text(f)
//!     }
//! }
//!
//! impl Failed {
//!     fn source(&self) -> Option<&(dyn Error + 'static)> {
//!         (&&&Probe(&self.0)).probe_source()
//!     }
//! }
//!
//! # mod anyhow_like { pub type Error = Box<dyn std::error::Error + Send + Sync>; }
//! let failed = Failed("no such cart".into());
//! assert_eq!(failed.to_string(), "node `cart` failed: no such cart");
//! assert_eq!(failed.source().unwrap().to_string(), "no such cart");
//! ```

use std::error::Error;
use std::fmt::{self, Debug, Display};
use std::ops::Deref;

/// Asks about the error behind the reference.
#[derive(Clone, Copy)]
pub struct Probe<'a, E: ?Sized>(pub &'a E);

impl<E: ?Sized> Debug for Probe<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Probe")
    }
}

/// An error is its own source.
pub trait SourceOfError<'a> {
    /// The error as the source of another.
    fn probe_source(&self) -> Option<&'a (dyn Error + 'static)>;
}

impl<'a, E: Error + 'static> SourceOfError<'a> for &&Probe<'a, E> {
    fn probe_source(&self) -> Option<&'a (dyn Error + 'static)> {
        Some(self.0)
    }
}

/// What points to an error, such as `Box<dyn Error>` and `anyhow::Error`, has that as its source.
pub trait SourceOfPointer<'a> {
    /// The error it points to as the source of another.
    fn probe_source(&self) -> Option<&'a (dyn Error + 'static)>;
}

impl<'a, E: Deref> SourceOfPointer<'a> for &Probe<'a, E>
where
    E::Target: AsError,
{
    fn probe_source(&self) -> Option<&'a (dyn Error + 'static)> {
        Some(self.0.deref().as_error())
    }
}

/// Anything else has none.
pub trait NoSource<'a> {
    /// Nothing.
    fn probe_source(&self) -> Option<&'a (dyn Error + 'static)>;
}

impl<'a, E: ?Sized> NoSource<'a> for Probe<'a, E> {
    fn probe_source(&self) -> Option<&'a (dyn Error + 'static)> {
        None
    }
}

/// What can be seen as a `dyn Error`, sized or not.
pub trait AsError {
    /// The same, as a `dyn Error`.
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

/// What can be displayed is.
pub trait TextOfDisplay {
    /// Writes it as its `Display` does.
    fn probe_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<E: Display + ?Sized> TextOfDisplay for &&Probe<'_, E> {
    fn probe_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self.0, f)
    }
}

/// What can only be debugged is.
pub trait TextOfDebug {
    /// Writes it as its `Debug` does.
    fn probe_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<E: Debug + ?Sized> TextOfDebug for &Probe<'_, E> {
    fn probe_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self.0, f)
    }
}

/// Of anything else there is the name of its type.
pub trait TextOfName {
    /// Writes the name of the type.
    fn probe_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<E: ?Sized> TextOfName for Probe<'_, E> {
    fn probe_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::any::type_name::<E>())
    }
}

/// What can be debugged is.
pub trait DebugOfDebug {
    /// Writes it as its `Debug` does.
    fn probe_debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<E: Debug + ?Sized> DebugOfDebug for &&Probe<'_, E> {
    fn probe_debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self.0, f)
    }
}

/// Of anything else there is the name of its type.
pub trait DebugOfName {
    /// Writes the name of the type.
    fn probe_debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<E: ?Sized> DebugOfName for &Probe<'_, E> {
    fn probe_debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::any::type_name::<E>())
    }
}

/// Debugs as a closure says: one part of a struct whose other parts are of other kinds.
///
/// ```
/// use dag_runtime::probe::DebugBy;
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
