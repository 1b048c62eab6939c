//! Durations and numbers that options take: written out, or given by a node, an input or a constant.

use std::time::Duration;

use syn::ext::IdentExt;
use syn::{ExprPath, Ident};

/// The duration or the number that an option takes.
pub(crate) enum Amount<T> {
    /// `timeout = "500ms"`
    Literal(T),
    /// `timeout = limit`, `timeout = limits::QUOTE`: the name of a node or an input, or the path of a constant.
    Named(ExprPath),
}

impl<T: Copy> Amount<T> {
    pub(crate) fn literal(&self) -> Option<T> {
        match self {
            Self::Literal(value) => Some(*value),
            Self::Named(_) => None,
        }
    }
}

impl<T> Amount<T> {
    pub(crate) fn named(&self) -> Option<&ExprPath> {
        match self {
            Self::Literal(_) => None,
            Self::Named(path) => Some(path),
        }
    }
}

/// The attempts of a node that is tried again.
pub(crate) struct Backoff {
    /// The number of attempts in all.
    pub(crate) attempts: Amount<usize>,
    /// The delay in front of the second attempt.
    pub(crate) first: Amount<Duration>,
    /// The ratio of each further delay to the one before.
    pub(crate) factor: Amount<f32>,
    /// No delay is longer. Where it is left out: a minute, or the first delay if that is longer.
    pub(crate) longest: Option<Amount<Duration>>,
    /// True if delays are made longer at random.
    pub(crate) jitter: bool,
    /// `only = is_transient`: the function that tells whether another attempt may help.
    pub(crate) only: Option<syn::Path>,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            attempts: Amount::Literal(3),
            first: Amount::Literal(Duration::from_millis(100)),
            factor: Amount::Literal(2.0),
            longest: None,
            jitter: false,
            only: None,
        }
    }
}

/// The options that take a duration or a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Quantity {
    Timeout,
    Attempts,
    Backoff,
    Factor,
    Max,
    Concurrency,
}

/// The kinds of durations and numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Measure {
    Duration,
    Count,
    Ratio,
}

impl Quantity {
    /// The name of the option.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Attempts => "attempts",
            Self::Backoff => "backoff",
            Self::Factor => "factor",
            Self::Max => "max",
            Self::Concurrency => "concurrency",
        }
    }

    pub(crate) fn measure(self) -> Measure {
        match self {
            Self::Timeout | Self::Backoff | Self::Max => Measure::Duration,
            Self::Attempts | Self::Concurrency => Measure::Count,
            Self::Factor => Measure::Ratio,
        }
    }
}

/// True for `LIMIT`.
pub(crate) fn is_spelled_as_constant(name: &Ident) -> bool {
    let name = name.unraw().to_string();
    name.contains(char::is_uppercase) && !name.contains(char::is_lowercase)
}
