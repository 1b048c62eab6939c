//! Values that are the durations and numbers of options.

use std::num::NonZero;
use std::time::Duration;

/// A value that can be the duration of an option: a [`Duration`], or a reference to one.
///
/// ```
/// use std::time::Duration;
/// use dag_runtime::AsDuration;
///
/// let limit = Duration::from_secs(2);
/// assert_eq!((&limit).as_duration(), limit);
/// ```
#[diagnostic::on_unimplemented(
    message = "an option of this node asks for a `Duration`, and is given a `{Self}`",
    label = "not a `Duration`"
)]
pub trait AsDuration {
    /// The duration.
    fn as_duration(&self) -> Duration;
}

/// A value that can be the number of an option: a whole number without a sign, or a reference to one. One that no
/// [`usize`] can hold counts as the greatest.
///
/// ```
/// use dag_runtime::AsCount;
///
/// assert_eq!((7_u8.as_count(), u128::MAX.as_count()), (7, usize::MAX));
/// ```
#[diagnostic::on_unimplemented(
    message = "an option of this node asks for a whole number without a sign, such as a `usize`, and is given a `{Self}`",
    label = "not such a number"
)]
pub trait AsCount {
    /// The number.
    fn as_count(&self) -> usize;
}

/// A value that can be the factor of an option: a number, or a reference to one.
///
/// ```
/// use dag_runtime::AsRatio;
///
/// assert_eq!((2_u8.as_ratio(), 1.5_f64.as_ratio()), (2.0, 1.5));
/// ```
#[diagnostic::on_unimplemented(
    message = "an option of this node asks for a number, such as an `f32`, and is given a `{Self}`",
    label = "not such a number"
)]
pub trait AsRatio {
    /// The number.
    fn as_ratio(&self) -> f32;
}

impl AsDuration for Duration {
    fn as_duration(&self) -> Duration {
        *self
    }
}

#[diagnostic::do_not_recommend]
impl<T: AsDuration + ?Sized> AsDuration for &T {
    fn as_duration(&self) -> Duration {
        (**self).as_duration()
    }
}

#[diagnostic::do_not_recommend]
impl<T: AsCount + ?Sized> AsCount for &T {
    fn as_count(&self) -> usize {
        (**self).as_count()
    }
}

#[diagnostic::do_not_recommend]
impl<T: AsRatio + ?Sized> AsRatio for &T {
    fn as_ratio(&self) -> f32 {
        (**self).as_ratio()
    }
}

macro_rules! counts {
    ($($number:ty)*) => {$(
        impl AsCount for $number {
            fn as_count(&self) -> usize {
                usize::try_from(*self).unwrap_or(usize::MAX)
            }
        }

        impl AsCount for NonZero<$number> {
            fn as_count(&self) -> usize {
                self.get().as_count()
            }
        }
    )*};
}

counts!(u8 u16 u32 u64 u128 usize);

macro_rules! ratios {
    ($($number:ty)*) => {$(
        impl AsRatio for $number {
            #[allow(
                clippy::cast_lossless,
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                reason = "delays are rounded to five digits"
            )]
            fn as_ratio(&self) -> f32 {
                *self as f32
            }
        }
    )*};
}

ratios!(u8 u16 u32 f32 f64);
