//! The positions of provider and consumer.

/// The shape of the graph, for each form of the module.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    /// provider → consumer → the next form's provider → ...
    Sequence,
    /// provider → consumer, beside those of the other forms
    Branches,
    /// all providers → gate → all consumers, each alone in a branch
    Alone,
    /// provider ─┬→ consumer
    ///           └→ cross
    /// other ─────→ cross
    Lanes,
    /// The consumer is a plain `fn`.
    Inline,
    /// The consumer has `spawn`.
    IntoSpawned,
    /// The consumer has `blocking`.
    IntoBlocking,
    /// The provider has `spawn`.
    FromSpawned,
    /// The provider has `blocking`.
    FromBlocking,
    /// Both have `spawn`, and are one task.
    Line,
    /// The consumer has `retry`, so it is called from a closure.
    Retried,
    /// The consumer runs for each of some elements.
    Each,
}

/// All positions.
pub(crate) const POSITIONS: [Position; 12] = [
    Position::Sequence,
    Position::Branches,
    Position::Alone,
    Position::Lanes,
    Position::Inline,
    Position::IntoSpawned,
    Position::IntoBlocking,
    Position::FromSpawned,
    Position::FromBlocking,
    Position::Line,
    Position::Retried,
    Position::Each,
];

impl Position {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sequence => "sequence",
            Self::Branches => "branches",
            Self::Alone => "alone",
            Self::Lanes => "lanes",
            Self::Inline => "inline",
            Self::IntoSpawned => "into_spawned",
            Self::IntoBlocking => "into_blocking",
            Self::FromSpawned => "from_spawned",
            Self::FromBlocking => "from_blocking",
            Self::Line => "line",
            Self::Retried => "retried",
            Self::Each => "each",
        }
    }

    /// True if another thread has the value.
    pub(crate) fn elsewhere(self) -> bool {
        matches!(self, Self::IntoSpawned | Self::IntoBlocking | Self::FromSpawned | Self::FromBlocking | Self::Line)
    }
}
