//! How a value is asked for.

use super::position::Position;

/// What provides the value, and how its consumer takes it.
pub(crate) struct Form {
    /// What the provider is called.
    pub(crate) name: &'static str,
    pub(crate) provider: Provider,
    /// The type of the parameter, `X` standing for what is asked for.
    pub(crate) asked: &'static str,
    /// What another consumer takes, `P` standing for what is given.
    pub(crate) other: Option<&'static str>,
    /// The variant of `Kind`, in the tests, that says what the consumer sees.
    pub(crate) kind: &'static str,
}

/// What provides the value of a form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Provider {
    /// A node that always gives one.
    Plain,
    /// A node with `when`.
    Conditional,
    /// A node that may fail.
    Fallible,
    /// Both.
    ConditionalFallible,
    /// A node that gives a `Vec`.
    Elements,
    /// A field of the input.
    Input,
}

impl Form {
    pub(crate) fn conditional(&self) -> bool {
        matches!(self.provider, Provider::Conditional | Provider::ConditionalFallible)
    }

    pub(crate) fn fallible(&self) -> bool {
        matches!(self.provider, Provider::Fallible | Provider::ConditionalFallible)
    }

    /// Whether the consumer takes the value from another node that has borrowed it.
    pub(crate) fn passed_on(&self) -> bool {
        self.name == "passed_on"
    }

    /// Whether a failure of the provider ends the run, as somebody takes the plain value.
    pub(crate) fn ends_run(&self) -> bool {
        self.fallible() && self.other.is_some()
    }

    /// Whether the form is tried there: all of them where a value is kept in a way of its own, and elsewhere those that
    /// differ in what is called on it.
    pub(crate) fn fits(&self, position: Position) -> bool {
        match self.name {
            "given" | "skipped_looked_at" => {
                matches!(position, Position::Sequence | Position::Lanes | Position::IntoSpawned)
            }
            "passed_on" => matches!(position, Position::Sequence | Position::Lanes),
            "elements" => {
                matches!(position, Position::Sequence | Position::Branches | Position::IntoSpawned)
            }
            _ => true,
        }
    }
}

/// All forms.
pub(crate) const FORMS: [Form; 9] = [
    Form { name: "direct", provider: Provider::Plain, asked: "&X", other: None, kind: "Direct" },
    Form { name: "given", provider: Provider::Input, asked: "&X", other: None, kind: "Direct" },
    Form { name: "elements", provider: Provider::Elements, asked: "&X", other: None, kind: "Elements" },
    Form { name: "skipped", provider: Provider::Conditional, asked: "Option<&X>", other: None, kind: "Conditional" },
    // What takes it gives it on: it lives as long as the value does.
    Form { name: "passed_on", provider: Provider::Conditional, asked: "&Option<&X>", other: None, kind: "Conditional" },
    Form {
        name: "handled",
        provider: Provider::Fallible,
        asked: "Result<&X, &Refused>",
        other: None,
        kind: "Fallible",
    },
    Form {
        name: "looked_at",
        provider: Provider::Fallible,
        asked: "Result<&X, &Refused>",
        other: Some("&P"),
        kind: "LookedAt",
    },
    Form {
        name: "skipped_handled",
        provider: Provider::ConditionalFallible,
        asked: "Result<Option<&X>, &Refused>",
        other: None,
        kind: "ConditionalFallible",
    },
    Form {
        name: "skipped_looked_at",
        provider: Provider::ConditionalFallible,
        asked: "Result<Option<&X>, &Refused>",
        other: Some("Option<&P>"),
        kind: "ConditionalLookedAt",
    },
];
