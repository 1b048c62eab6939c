//! Names that nothing has, and those who ask for them: what is missing is told where it is first asked for.

use syn::Ident;
use syn::ext::IdentExt;

use super::asked::{Asked, Asker};
use super::words::line;
use crate::diagnostics::suggest::listed;
use crate::read::model::NodeId;
use crate::resolve::Resolved;

/// The number of pairs of names that are compared for the sake of better words.
const MOST_COMPARED: usize = 20_000;

/// Everything in the module that is asked for in vain: by parameters first, then by options, then by outputs.
pub(super) struct Missing<'p> {
    asks: Vec<Ask<'p>>,
}

/// Somebody asks for a name.
struct Ask<'p> {
    name: &'p Ident,
    asker: String,
    missing: Thing,
}

/// A missing name.
#[derive(Clone, PartialEq, Eq)]
enum Thing {
    /// The node or input of the name.
    Named(String),
    /// The input struct as a whole.
    Input,
}

impl<'p> Missing<'p> {
    pub(super) fn of(pipeline: &'p Resolved<'_>) -> Self {
        let mut missing = Self { asks: Vec::new() };
        let nodes = || pipeline.module.nodes.ids().filter(|node| !pipeline.unsure(*node));
        nodes().for_each(|node| missing.params(pipeline, node));
        nodes().for_each(|node| missing.options(pipeline, node));
        missing.outputs(pipeline);
        missing
    }

    fn params(&mut self, pipeline: &'p Resolved<'_>, node: NodeId) {
        for (param, _) in pipeline.edges(node).filter(|(_, edge)| edge.provider.is_none()) {
            if let Some(name) = param.wanted() {
                self.add(pipeline, name, Asker::of_param(pipeline.node_provider(node), param));
            }
        }
    }

    fn options(&mut self, pipeline: &'p Resolved<'_>, node: NodeId) {
        for edge in pipeline.options(node).iter().filter(|edge| edge.provider.is_none()) {
            self.add(pipeline, edge.name, Asker::of_option(pipeline.node_provider(node), None));
        }
    }

    fn outputs(&mut self, pipeline: &'p Resolved<'_>) {
        for entry in pipeline.entries.iter().filter(|entry| entry.declared.is_some()) {
            for field in entry.fields.iter().filter(|field| field.provider.is_none()) {
                self.add(pipeline, &field.name, Asker::of_output(None));
            }
        }
    }

    fn add(&mut self, pipeline: &'p Resolved<'_>, name: &'p Ident, asker: Asker<'_>) {
        let text = plain(name);
        if pipeline.missing_by_mistake(&text) {
            return;
        }
        let meant = || Asked::new(pipeline, &text, asker, &[]).found;
        let input = asker.node.is_some() && pipeline.module.inputs.is_empty() && (self.too_many(pipeline) || !meant());
        let asker =
            asker.node.map_or_else(|| "the output".to_owned(), |node| format!("`{}`", pipeline.source(node).name()));
        let missing = if input { Thing::Input } else { Thing::Named(text) };
        self.asks.push(Ask { name, asker, missing });
    }

    /// True if there are so many names, and so many asked for in vain, that comparing them all would take too long.
    pub(super) fn too_many(&self, pipeline: &Resolved<'_>) -> bool {
        self.asks.len() * pipeline.providers().count() > MOST_COMPARED
    }

    /// The others that miss the same as the consumer that asks by `name`; `None` where that is told elsewhere.
    pub(super) fn told_at(&self, name: &Ident) -> Option<String> {
        let ask = self.asks.iter().find(|ask| std::ptr::eq(ask.name, name))?;
        let mut same = self.asks.iter().filter(|other| other.missing == ask.missing);
        same.next().filter(|first| std::ptr::eq(first.name, name))?;
        let (again, others): (Vec<&Ask<'_>>, Vec<&Ask<'_>>) = same.partition(|other| plain(other.name) == plain(name));
        Some(too(&again) + &same_goes_for(&others))
    }

    /// The names that an input struct would have to have, if there is none.
    pub(super) fn inputs(&self) -> Vec<String> {
        let mut names = Vec::new();
        for ask in self.asks.iter().filter(|ask| ask.missing == Thing::Input) {
            let name = plain(ask.name);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// The name without the underscore that says that the value is not used.
fn plain(name: &Ident) -> String {
    let text = name.unraw().to_string();
    text.strip_prefix('_').filter(|plain| !plain.is_empty()).unwrap_or(&text).to_owned()
}

/// "`cart` (line 7) asks for it, too"
fn too(again: &[&Ask<'_>]) -> String {
    let askers: Vec<String> = again.iter().map(|ask| format!("{} (line {})", ask.asker, ask.line())).collect();
    match askers.len() {
        0 => String::new(),
        1 => format!("\n{} asks for it, too", listed(askers)),
        _ => format!("\n{} ask for it, too", listed(askers)),
    }
}

/// "the same goes for `db` (line 7)"
fn same_goes_for(others: &[&Ask<'_>]) -> String {
    let names: Vec<String> = others.iter().map(|ask| format!("`{}` (line {})", ask.name, ask.line())).collect();
    if names.is_empty() { String::new() } else { format!("\nthe same goes for {}", listed(names)) }
}

impl Ask<'_> {
    fn line(&self) -> usize {
        line(self.name.span())
    }
}
