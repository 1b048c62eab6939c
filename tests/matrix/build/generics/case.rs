//! The options of the node, and its position.

/// The options of a node, and the way its consumers take the value.
pub(crate) struct Case {
    pub(crate) options: &'static [&'static str],
    /// They take a `Result`.
    pub(crate) handled: bool,
}

const fn case(options: &'static [&'static str]) -> Case {
    Case { options, handled: false }
}

const fn handled(options: &'static [&'static str]) -> Case {
    Case { options, handled: true }
}

/// Every option alone, and some of them together. `result`: the node returns one.
pub(crate) const CASES: [Case; 16] = [
    case(&[]),
    case(&["when"]),
    case(&["each"]),
    case(&["spawn"]),
    case(&["blocking"]),
    case(&["timeout"]),
    case(&["limit"]),
    case(&["result"]),
    case(&["result", "retry"]),
    case(&["result", "fallback"]),
    case(&["result", "when", "each"]),
    case(&["each", "spawn"]),
    handled(&["result"]),
    handled(&["timeout"]),
    handled(&["result", "when"]),
    handled(&["result", "each", "retry", "when"]),
];

impl Case {
    pub(crate) fn has(&self, option: &str) -> bool {
        self.options.contains(&option)
    }

    pub(crate) fn name(&self) -> String {
        let handled = if self.handled { "handled_" } else { "" };
        let options = if self.options.is_empty() { "bare".to_owned() } else { self.options.join("_") };
        format!("{handled}{options}")
    }

    /// `#[node(...)]`
    pub(crate) fn attribute(&self) -> String {
        let text = |option: &&str| match *option {
            "when" => "when = on",
            "timeout" => "timeout = \"1s\"",
            "limit" => "limit = permits",
            "retry" => "retry(attempts = 2)",
            "fallback" => "fallback = instead",
            "spawn" => "spawn",
            "blocking" => "blocking",
            _ => "",
        };
        let options: Vec<_> = self.options.iter().map(text).filter(|text| !text.is_empty()).collect();
        if options.is_empty() { String::new() } else { format!("#[node({})]\n", options.join(", ")) }
    }

    /// True if a failure ends the run.
    pub(crate) fn ends_run(&self) -> bool {
        (self.has("result") || self.has("timeout")) && !self.has("fallback") && !self.handled
    }

    pub(crate) fn error(&self) -> &'static str {
        if self.has("result") { "Refused" } else { "Timeout" }
    }
}

/// The position of the node.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    /// It is the default output.
    Output,
    /// x → seen
    Sequence,
    /// x ─┬→ seen
    ///    └→ cross
    /// other ──→ cross
    ///
    /// The consumers stand in front of it in the text.
    Lanes,
}

/// All positions.
pub(crate) const POSITIONS: [Position; 3] = [Position::Output, Position::Sequence, Position::Lanes];

impl Position {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Output => "output",
            Self::Sequence => "sequence",
            Self::Lanes => "lanes",
        }
    }
}
