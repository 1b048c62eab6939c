//! Providers, seen as what they are.

use proc_macro2::Span;
use syn::{Ident, Type};

use crate::read::model::{Fails, InputField, Node, Param, Returns};
use crate::types;

/// A provider, seen as what it is.
#[derive(Clone, Copy)]
pub(crate) enum Source<'m> {
    Field(&'m InputField),
    Node(&'m Node),
}

impl Param {
    /// The name the parameter asks for.
    pub(crate) fn wanted(&self) -> Option<&Ident> {
        self.from.as_ref().or(self.local.as_ref())
    }
}

impl<'m> Source<'m> {
    pub(crate) fn name(self) -> &'m Ident {
        match self {
            Self::Field(field) => &field.ident,
            Self::Node(node) => node.name(),
        }
    }

    /// The first sentence of its documentation.
    pub(crate) fn doc(self) -> Option<&'m str> {
        match self {
            Self::Field(_) => None,
            Self::Node(node) => node.doc.as_deref(),
        }
    }

    /// "node" or "input".
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Field(_) => "input",
            Self::Node(_) => "node",
        }
    }

    /// What a call or a future gives; `None` for a value that is there from the beginning.
    pub(crate) fn returns(self) -> Option<&'m Returns> {
        match self {
            Self::Field(field) => field.future.as_ref(),
            Self::Node(node) => Some(&node.returns),
        }
    }

    /// The failure as a whole.
    pub(crate) fn fails(self) -> Fails<'m> {
        match self {
            Self::Field(field) => {
                let fallible = field.future.as_ref().and_then(|returns| returns.fallible.as_ref());
                fallible.map_or(Fails::Never, Fails::With)
            }
            Self::Node(node) => node.fails(),
        }
    }

    pub(crate) fn fallible(self) -> bool {
        !matches!(self.fails(), Fails::Never)
    }

    /// The place of a timeout that may be no error of the source's own.
    pub(crate) fn timeout_that_may_stay(self) -> Option<Span> {
        let Self::Node(node) = self else { return None };
        node.policy.timeout.as_ref().filter(|_| node.timeout_may_stay()).map(|limit| limit.span)
    }

    /// True if it may be skipped.
    pub(crate) fn conditional(self) -> bool {
        matches!(self, Self::Node(node) if node.policy.when.is_some())
    }

    /// True if it has to be run or awaited.
    pub(crate) fn is_task(self) -> bool {
        match self {
            Self::Field(field) => field.future.is_some(),
            Self::Node(_) => true,
        }
    }

    /// The type of the value, where the source spells it out.
    pub(crate) fn spelled_type(self) -> Option<&'m Type> {
        let fallible = self.returns().and_then(|returns| returns.fallible.as_ref());
        let sure = fallible.is_none_or(|types| types.sure_value().is_some());
        self.likely_type().filter(|_| sure)
    }

    /// The same for words: an alias of `Result` may mean another value than it seems to.
    pub(crate) fn likely_type(self) -> Option<&'m Type> {
        match self {
            Self::Field(InputField { future: None, ty, .. }) => Some(ty),
            Self::Field(InputField { future: Some(returns), .. }) => returns.value.as_ref(),
            Self::Node(node) => node.returns.value.as_ref(),
        }
    }

    /// True if there is nothing in the value, however often it is given.
    pub(super) fn gives_unit(self) -> bool {
        match self {
            Self::Field(field) => types::is_unit(&field.ty),
            Self::Node(node) => match &node.returns.fallible {
                Some(fallible) => fallible.value.as_ref().is_some_and(types::is_unit),
                None => types::is_unit(&node.returns.whole),
            },
        }
    }
}
