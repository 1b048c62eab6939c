//! What several rules say or ask in the same way.

use proc_macro2::Span;
use syn::ext::IdentExt;

use crate::graph::Graph;
use crate::resolve::{Entry, Pipeline, Provider, Source};
use crate::suggest::list;

impl Pipeline<'_> {
    /// The names of the inputs and of the nodes, but for `except`.
    pub(super) fn names(&self, except: Option<Provider>) -> Names {
        let mut names = Names { inputs: Vec::new(), nodes: Vec::new() };
        for provider in self.providers().filter(|provider| Some(*provider) != except) {
            let source = self.source(provider);
            let name = source.name().unraw().to_string();
            match source {
                Source::Field(_) => names.inputs.push(name),
                Source::Node(_) => names.nodes.push(name),
            }
        }
        names
    }

    /// "`cart` → `page` → the output": the shortest way from a value to an output, if there is any.
    pub(super) fn way_to_output(&self, graph: &Graph, from: Provider) -> Option<String> {
        let ways = self.entries.iter().flat_map(|entry| {
            let ends = entry.fields.iter().filter_map(|field| field.provider);
            ends.filter_map(move |end| Some((graph.shortest_path(from.0, end.0)?, entry)))
        });
        let (path, entry) = ways.min_by_key(|(path, _)| path.len())?;
        Some(format!("{} → {}", self.path_text(&path), self.output_text(entry)))
    }

    /// "`a` → `b` → `c`"
    pub(super) fn path_text(&self, path: &[usize]) -> String {
        let names = path.iter().map(|provider| format!("`{}`", self.source(Provider(*provider)).name()));
        names.collect::<Vec<_>>().join(" → ")
    }

    /// "the output", with its name where there are several.
    fn output_text(&self, entry: &Entry) -> String {
        match entry.declared {
            Some(output) if self.entries.len() > 1 => format!("the output `{}`", self.module.outputs[output].ident),
            Some(_) | None => "the output".to_owned(),
        }
    }

    /// Whether the module gets an error enum of ours.
    pub(super) fn generates_error(&self) -> bool {
        self.module.options.error.is_none() && self.failing().next().is_some()
    }
}

/// The names that a parameter or an output's field can have.
pub(super) struct Names {
    pub(super) inputs: Vec<String>,
    pub(super) nodes: Vec<String>,
}

impl Names {
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.inputs.iter().chain(&self.nodes).map(String::as_str)
    }

    /// "names to choose from: `id` and `db` (inputs); `user` and `cart` (nodes)"
    pub(super) fn text(&self) -> String {
        let parts: Vec<String> = [("input", &self.inputs), ("node", &self.nodes)]
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(kind, names)| {
                let plural = if names.len() == 1 { "" } else { "s" };
                format!("{} ({kind}{plural})", list(names.iter().map(String::as_str)))
            })
            .collect();
        if parts.is_empty() {
            "there is no input and no other node".to_owned()
        } else {
            format!("names to choose from: {}", parts.join("; "))
        }
    }
}

/// The line on which something stands in its file.
pub(super) fn line(span: Span) -> usize {
    span.start().line
}
