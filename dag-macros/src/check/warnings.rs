//! What compiles, and is likely not what was meant: rules whose findings are warnings.

mod always_elsewhere;
mod called;
mod element_with_itself;
mod never_fails;
mod never_runs;

use proc_macro2::Span;
use quote::ToTokens;

use crate::diagnostics::warnings::{ALLOWED_BY, Warning};
use crate::read::model::{Node, NodeId};
use crate::resolve::{Provider, Resolved};

pub(super) use never_runs::never_running;

/// A rule looks at a pipeline without mistakes.
type Rule = fn(&Resolved<'_, Provider>, &mut Warnings);

const RULES: [Rule; 5] = [
    called::called,
    never_runs::never_runs,
    never_fails::never_fails,
    always_elsewhere::always_elsewhere,
    element_with_itself::element_with_itself,
];

/// The warnings found so far.
#[derive(Default)]
struct Warnings(Vec<Warning>);

impl Warnings {
    /// Warns of a node at a place in its signature.
    fn at(&mut self, node: &Node, at: Span, message: String) {
        self.0.push(Warning { name: node.name().clone(), at, message, lints: node.lints.to_token_stream() });
    }
}

impl Resolved<'_, Provider> {
    /// True if warnings of a node are allowed.
    fn allows(&self, node: &Node) -> bool {
        [&node.lints, &self.module.lints].iter().any(|lints| lints.allow(&ALLOWED_BY))
    }

    /// The nodes that may be warned of.
    fn watched(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.module.nodes.iter().filter(|(_, node)| !self.allows(node))
    }
}

/// Applies every such rule to a module without mistakes.
pub(super) fn warnings(pipeline: &Resolved<'_, Provider>) -> Vec<Warning> {
    let mut warnings = Warnings::default();
    for rule in RULES {
        rule(pipeline, &mut warnings);
    }
    warnings.0
}
