//! The forms of a parameter.

use super::position::Position;

/// The provider of a value, and the form in which its consumer takes it.
pub(crate) struct Form {
    /// The name of the provider.
    pub(crate) name: &'static str,
    pub(crate) provider: Provider,
    /// The type of the parameter, `X` standing for the type asked for.
    pub(crate) asked: &'static str,
    /// The type that another consumer takes, `P` standing for the given type.
    pub(crate) other: Option<&'static str>,
    /// The variant of `Kind`, in the tests, for the consumer's view.
    pub(crate) kind: &'static str,
}

/// The provider of a form's value.
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
    /// A node that gives an `Option`.
    Optional,
    /// A node that gives a `Result`, its failure in it.
    Outcome,
    /// A node that fails with the value.
    Refusal,
}

impl Form {
    pub(crate) fn conditional(&self) -> bool {
        matches!(self.provider, Provider::Conditional | Provider::ConditionalFallible)
    }

    pub(crate) fn fallible(&self) -> bool {
        matches!(self.provider, Provider::Fallible | Provider::ConditionalFallible)
    }

    /// True if the consumer takes the value from another node that has borrowed it.
    pub(crate) fn passed_on(&self) -> bool {
        self.name == "passed_on"
    }

    /// True if a failure of the provider ends the run, as somebody takes the plain value.
    pub(crate) fn ends_run(&self) -> bool {
        self.fallible() && self.other.is_some()
    }

    /// True if the form is tried there: all forms where a value has a storage of its own, elsewhere those with
    /// different calls on it.
    pub(crate) fn fits(&self, position: Position) -> bool {
        match self.name {
            "given" | "skipped_looked_at" | "optional" | "outcome" | "refusal" => {
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
pub(crate) const FORMS: [Form; 12] = [
    Form { name: "direct", provider: Provider::Plain, asked: "&X", other: None, kind: "Direct" },
    Form { name: "given", provider: Provider::Input, asked: "&X", other: None, kind: "Direct" },
    Form { name: "elements", provider: Provider::Elements, asked: "&X", other: None, kind: "Elements" },
    Form { name: "skipped", provider: Provider::Conditional, asked: "Option<&X>", other: None, kind: "Conditional" },
    // Its consumer passes it on: it lives as long as the value does.
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
    // A value that is an `Option` or a `Result` itself, and the error of one.
    Form { name: "optional", provider: Provider::Optional, asked: "Option<&X>", other: None, kind: "Optional" },
    Form { name: "outcome", provider: Provider::Outcome, asked: "Result<&X, &X>", other: None, kind: "Outcome" },
    Form { name: "refusal", provider: Provider::Refusal, asked: "Result<&u8, &X>", other: None, kind: "Refusal" },
];
