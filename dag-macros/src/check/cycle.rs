use std::collections::BTreeSet;

use proc_macro2::Span;

use super::words::line;
use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::SHOWN;
use crate::read::model::Node;
use crate::resolve::{Provider, Resolved, Source};

/// No node waits for itself, be it through others.
///
/// ```text
/// async fn cart(page: &Page) -> Cart
/// async fn page(cart: &Cart) -> Page      // each waits for the other
/// ```
///
/// A node also waits for what its options name.
pub(super) fn cycle(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for cycle in pipeline.graph().cycles() {
        let steps = steps(pipeline, &cycle);
        let [closing, others @ ..] = &steps[..] else { continue };
        let path: Vec<Provider> = cycle.iter().chain(cycle.first()).copied().collect();
        let path = pipeline.path_text(&path);
        if cycle.len() == 1 {
            errors.at(closing.span, itself(closing));
        } else {
            errors.at(closing.span, in_full(&path, &steps));
        }
        for step in others.iter().take(SHOWN) {
            errors.at(step.span, format_args!("{}, which is part of the cycle {path}", step.text()));
        }
    }
}

/// One edge of a cycle.
struct Step<'m> {
    source: Source<'m>,
    consumer: &'m Node,
    /// True if a parameter takes the value, or an option waits for it.
    taken: bool,
    span: Span,
}

impl Step<'_> {
    fn text(&self) -> String {
        let verb = if self.taken { "takes" } else { "waits for" };
        format!("`{}` {verb} `{}`", self.consumer.name(), self.source.name())
    }
}

/// The edges of a cycle; first the one into its first node, which closes it.
fn steps<'m>(pipeline: &Resolved<'m>, cycle: &[Provider]) -> Vec<Step<'m>> {
    let before = cycle.last().into_iter().chain(cycle);
    let pairs = before.zip(cycle).map(|(from, to)| (*from, *to));
    let steps = pairs.flat_map(|(from, to)| {
        let node = pipeline.node_id(to).into_iter();
        node.flat_map(move |node| {
            let params = pipeline.edges(node).map(|(param, edge)| (param.span, true, edge.provider));
            let options = pipeline.options(node).iter().map(|edge| (edge.name.span(), false, edge.provider));
            let step = move |(span, taken, _)| {
                let (source, consumer) = (pipeline.source(from), pipeline.node(node));
                Step { source, consumer, taken, span }
            };
            params.chain(options).filter(move |(.., provider)| *provider == Some(from)).map(step)
        })
    });
    steps.collect()
}

fn itself(step: &Step<'_>) -> String {
    let name = step.consumer.name();
    if !step.taken {
        return format!(
            "`{name}` waits for itself: its option names the node that it stands on\nname another node or input"
        );
    }
    format!(
        "`{name}` waits for itself: its parameter asks for the value that it is to provide\n\
         rename the node, or name another node or input"
    )
}

fn in_full(path: &str, steps: &[Step<'_>]) -> String {
    let (closing, others) = steps.split_at(1);
    let lines = others.iter().chain(closing).map(|step| format!("  line {}: {}", line(step.span), step.text()));
    // A node that takes the same value twice is one step.
    let mut seen = BTreeSet::new();
    let mut lines: Vec<String> = lines.filter(|line| seen.insert(line.clone())).collect();
    if lines.len() > SHOWN + 1 {
        let hidden = lines.len() - SHOWN;
        lines.truncate(SHOWN);
        lines.push(format!("  and {hidden} more"));
    }
    let way_out = if steps.iter().all(|step| step.taken) {
        "one of them has to do without the other's value"
    } else {
        "one of them has to do without waiting for the other"
    };
    format!("these nodes wait for each other, so none of them can start: {path}\n{}\n{way_out}", lines.join("\n"),)
}
