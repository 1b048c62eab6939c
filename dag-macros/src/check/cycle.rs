use super::words::line;
use crate::errors::Errors;
use crate::model::{Node, Param};
use crate::resolve::{Pipeline, Provider, Source};

/// No node waits for itself, be it through others.
///
/// ```text
/// async fn cart(page: &Page) -> Cart
/// async fn page(cart: &Cart) -> Page      // each waits for the other
/// ```
pub(super) fn cycle(pipeline: &Pipeline<'_>, errors: &mut Errors) {
    for cycle in pipeline.graph().cycles() {
        let steps = steps(pipeline, &cycle);
        let [closing, others @ ..] = &steps[..] else { continue };
        let path: Vec<usize> = cycle.iter().chain(cycle.first()).copied().collect();
        let path = pipeline.path_text(&path);
        if cycle.len() == 1 {
            errors.at(closing.param.span, itself(closing));
        } else {
            errors.at(closing.param.span, in_full(&path, &steps));
        }
        for step in others {
            errors.at(step.param.span, format_args!("{}, which is part of the cycle {path}", step.text()));
        }
    }
}

/// One edge of a cycle.
struct Step<'m> {
    source: Source<'m>,
    consumer: &'m Node,
    param: &'m Param,
}

impl Step<'_> {
    fn text(&self) -> String {
        format!("`{}` takes `{}`", self.consumer.name(), self.source.name())
    }
}

/// The edges of a cycle; first the one into its first node, which closes it.
fn steps<'m>(pipeline: &Pipeline<'m>, cycle: &[usize]) -> Vec<Step<'m>> {
    let before = cycle.last().into_iter().chain(cycle);
    let pairs = before.zip(cycle).map(|(from, to)| (Provider(*from), Provider(*to)));
    let steps = pairs.flat_map(|(from, to)| {
        let node = pipeline.node_number(to).into_iter();
        node.flat_map(move |node| {
            let taking = pipeline.edges(node).filter(move |(_, edge)| edge.provider == Some(from));
            taking.map(move |(param, _)| Step {
                source: pipeline.source(from),
                consumer: &pipeline.module.nodes[node],
                param,
            })
        })
    });
    steps.collect()
}

fn itself(step: &Step<'_>) -> String {
    let name = step.consumer.name();
    format!(
        "`{name}` waits for itself: its parameter asks for the value that it is to provide\n\
         rename the node, or name another node or input"
    )
}

fn in_full(path: &str, steps: &[Step<'_>]) -> String {
    let (closing, others) = steps.split_at(1);
    let mut lines: Vec<String> = Vec::new();
    for step in others.iter().chain(closing) {
        let text = format!("  line {}: {}", line(step.param.span), step.text());
        // A node that takes the same value twice is one step.
        if !lines.contains(&text) {
            lines.push(text);
        }
    }
    format!(
        "these nodes wait for each other, so none of them can start: {path}\n{}\n\
         one of them has to do without the other's value",
        lines.join("\n"),
    )
}
