//! The node in question.

/// The options and properties of a node called `x`.
pub(crate) struct Node(pub(crate) &'static [&'static str]);

/// The way the consumers take a value that may fail.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// The value: a failure ends the run.
    Plain,
    /// All of them a `Result`: a failure ends nothing.
    Handled,
    /// One of them a `Result`, and one the value: a failure ends the run.
    LookedAt,
}

/// `result`: the node returns one, `marked`: under another name, with the option `fallible`; `whole`: it returns one that is
/// the value, with the option `infallible`; `foreign`: its error cannot be made of a timeout. `each`: it runs for each of some elements; `bounded`: for two of them at once. `given`: its amounts come from inputs.
///
/// Every option alone or with the options it needs; then every two of them somewhere, in nodes with many.
pub(crate) const NODES: [Node; 39] = [
    Node(&["result"]),
    Node(&["timeout"]),
    Node(&["limit"]),
    Node(&["when"]),
    Node(&["each"]),
    Node(&["spawn"]),
    Node(&["blocking"]),
    Node(&["inline"]),
    Node(&["whole"]),
    Node(&["result", "timeout"]),
    Node(&["result", "timeout", "marked"]),
    Node(&["timeout", "whole"]),
    Node(&["retry", "whole"]),
    Node(&["result", "retry"]),
    Node(&["result", "fallback"]),
    Node(&["timeout", "retry"]),
    Node(&["timeout", "fallback"]),
    Node(&["timeout", "limit"]),
    Node(&["timeout", "when"]),
    Node(&["timeout", "spawn"]),
    Node(&["timeout", "blocking"]),
    Node(&["timeout", "each", "bounded"]),
    Node(&["result", "timeout", "retry", "fallback", "when"]),
    Node(&["timeout", "retry", "limit", "when", "spawn"]),
    Node(&["result", "timeout", "fallback", "limit", "each", "bounded", "spawn"]),
    Node(&["result", "timeout", "retry", "limit", "when", "each", "bounded"]),
    Node(&["result", "timeout", "retry", "limit", "when", "blocking"]),
    Node(&["result", "fallback", "when", "each", "inline"]),
    Node(&["timeout", "retry", "limit", "when", "each", "bounded", "whole"]),
    Node(&["timeout", "retry", "when", "spawn", "whole"]),
    Node(&["timeout", "limit", "when", "blocking", "whole"]),
    Node(&["result", "timeout", "foreign"]),
    Node(&["result", "timeout", "retry", "limit", "when", "each", "bounded", "foreign"]),
    Node(&["result", "timeout", "when", "spawn", "foreign"]),
    Node(&["result", "timeout", "retry", "blocking", "foreign"]),
    Node(&["timeout", "given"]),
    Node(&["timeout", "retry", "spawn", "given"]),
    Node(&["result", "timeout", "retry", "limit", "when", "each", "bounded", "foreign", "given"]),
    Node(&["result", "timeout", "retry", "each", "bounded", "blocking", "given"]),
];

impl Node {
    pub(crate) fn has(&self, option: &str) -> bool {
        self.0.contains(&option)
    }

    /// True if a failure leaves the node.
    pub(crate) fn fallible(&self) -> bool {
        (self.has("result") || self.has("timeout")) && !self.has("fallback") && !self.has("whole")
    }

    pub(crate) fn error(&self) -> &'static str {
        if self.has("foreign") {
            "Foreign"
        } else if self.has("result") {
            "Fail"
        } else {
            "Timeout"
        }
    }

    /// `timeout_retry`
    pub(crate) fn name(&self) -> String {
        if self.0.is_empty() { "bare".to_owned() } else { self.0.join("_") }
    }

    /// The content of `#[node(...)]`.
    pub(crate) fn options(&self) -> Vec<String> {
        let given = self.has("given");
        let text = |option: &&str| match *option {
            "timeout" if given => "timeout = time",
            "retry" if given => "retry(attempts = tries, backoff = delay)",
            "bounded" if given => "concurrency = two",
            "timeout" => "timeout = \"20ms\"",
            "retry" => "retry(attempts = 3, backoff = \"5ms\")",
            "fallback" if self.has("result") => "fallback = instead_of_fail",
            "fallback" => "fallback = instead_of_timeout",
            "limit" => "limit = permits",
            "when" => "when = on",
            "bounded" => "concurrency = 2",
            "spawn" => "spawn",
            "blocking" => "blocking",
            "marked" => "fallible",
            "whole" => "infallible",
            _ => "",
        };
        self.0.iter().map(text).filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }
}

impl Taken {
    /// The ways to take the value of a node in a position: both for nodes with few options, one in turn for nodes with
    /// many.
    pub(crate) fn of(node: &Node, only: bool, turn: usize) -> Vec<Self> {
        let ends_run = if node.fallible() && !only { Self::LookedAt } else { Self::Plain };
        match (node.fallible(), node.0.len()) {
            (false, _) => vec![Self::Plain],
            // To be looked at, a timeout has to be an error of the node.
            (true, _) if node.has("foreign") => vec![ends_run],
            (true, 1) => vec![Self::Plain, Self::Handled],
            (true, 2) => vec![ends_run, Self::Handled],
            (true, _) if turn.is_multiple_of(2) => vec![ends_run],
            (true, _) => vec![Self::Handled],
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plain => "taken",
            Self::Handled => "handled",
            Self::LookedAt => "looked_at",
        }
    }
}
