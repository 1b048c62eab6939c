//! Words and questions that several rules share.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Ident, Type};

use crate::diagnostics::suggest::{SHOWN, list};
use crate::graph::Graph;
use crate::read::model::{Fails, Node, Param};
use crate::resolve::{Access, Edge, Entry, Provider, Resolved, Source, Way};
use crate::types;

impl Resolved<'_> {
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

    /// "`Input` and `SummaryInput`": the inputs of the entry points that run a node, or all of them.
    pub(super) fn inputs_text(&self, node: Option<Provider>) -> String {
        let runs = |entry: &&Entry| node.is_some_and(|node| entry.needed[node]);
        let taken: Vec<_> = self.entries.iter().filter(runs).filter_map(|entry| entry.input).collect();
        let is_one = |input: &usize| taken.is_empty() || taken.contains(input);
        let structs = (0..self.module.inputs.len()).filter(is_one).map(|input| &self.module.inputs[input].ident);
        let structs: Vec<String> = structs.map(ToString::to_string).collect();
        list(structs.iter().map(String::as_str))
    }

    /// "`cart` → `page` → the output": the shortest way from a value to an output, if there is any.
    pub(super) fn way_to_output(&self, graph: &Graph<Provider>, from: Provider) -> Option<String> {
        let ways = self.entries.iter().filter_map(|entry| Some((shortest_way(graph, from, entry)?, entry)));
        let (path, entry) = ways.min_by_key(|(path, _)| path.len())?;
        Some(format!("{} → {}", self.path_text(&path), self.output_text(entry)))
    }

    /// The same to the output of one entry point.
    pub(super) fn way_to(&self, graph: &Graph<Provider>, from: Provider, entry: &Entry) -> Option<String> {
        let path = shortest_way(graph, from, entry)?;
        Some(format!("{} → {}", self.path_text(&path), self.output_text(entry)))
    }

    /// "`a` → `b` → `c`"; of a long path the beginning and the end.
    pub(super) fn path_text(&self, path: &[Provider]) -> String {
        let name = |provider: &Provider| format!("`{}`", self.source(*provider).name());
        let mut names: Vec<String> = path.iter().take(SHOWN).map(name).collect();
        if let [_, .., last] = &path[path.len().min(SHOWN)..] {
            names.push(format!("{} more", path.len() - SHOWN - 1));
            names.push(name(last));
        } else {
            names.extend(path.iter().skip(SHOWN).map(name));
        }
        names.join(" → ")
    }

    /// "the output", with its name where there are several.
    fn output_text(&self, entry: &Entry) -> String {
        match entry.declared {
            Some(output) if self.entries.len() > 1 => format!("the output `{}`", self.module.outputs[output].ident),
            Some(_) | None => "the output".to_owned(),
        }
    }

    /// "`parse` runs as a task of its own (`spawn`)", of a node that runs apart from the caller.
    pub(super) fn runs_apart(&self, node: &Node) -> String {
        let name = node.name();
        match &node.policy {
            policy if policy.blocking.is_some() => format!("`{name}` runs on another thread (`blocking`)"),
            policy if policy.spawn.is_some() => format!("`{name}` runs as a task of its own (`spawn`)"),
            _ => format!("`{name}` may run as a task of its own (`#[dag(spawn)]`)"),
        }
    }

    /// "take a reference, `names: &[String]`, or a clone, `#[clone] names: Vec<String>`", in place of the value itself.
    pub(super) fn reference_or_clone(&self, param: &Param, edge: Edge) -> String {
        let Some(local) = &param.local else {
            return "take a reference, or write `#[clone]` in front of the parameter".to_owned();
        };
        let source = edge.provider.map(|provider| self.source(provider));
        if let Some(source) = source.filter(|_| edge.access == Access::outcome(Way::Take)) {
            return format!("take both halves by reference, `{local}: {}`", outcome_text(source, true));
        }
        let lent = match source {
            Some(source) if source.conditional() => source.lent_text(&param.ty),
            _ => types::borrowed_text(&param.ty),
        };
        let (lent, owned) = (types::elided(&lent), types::text(&param.ty));
        match (&param.each, &param.from) {
            (Some(_), Some(all)) => format!(
                "take references, `#[each({all})] {local}: {lent}`, or clones, `#[clone] #[each({all})] {local}: {owned}`"
            ),
            _ => format!("take a reference, `{local}: {lent}`, or a clone, `#[clone] {local}: {owned}`"),
        }
    }

    /// True if the module gets an output struct of ours.
    pub(super) fn generates_output(&self) -> bool {
        self.entries.iter().any(|entry| entry.declared.is_none())
    }

    /// True if the module gets an error enum of ours.
    pub(super) fn generates_error(&self) -> bool {
        let options = &self.module.options;
        let known = |provider| !self.doubtful(provider);
        options.error.is_none() && !options.unclear && self.failing().any(|(provider, _)| known(provider))
    }
}

fn shortest_way(graph: &Graph<Provider>, from: Provider, entry: &Entry) -> Option<Vec<Provider>> {
    let ends = entry.fields.iter().filter_map(|field| field.provider);
    ends.filter_map(|end| graph.shortest_path(from, end)).min_by_key(Vec::len)
}

/// The names that a parameter or an output's field can have.
pub(super) struct Names {
    pub(super) inputs: Vec<String>,
    pub(super) nodes: Vec<String>,
}

impl Names {
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

impl Source<'_> {
    /// The customary reference to a value of this type: `&User`, `&str` for a `String`, `Option<&User>` where it may
    /// be skipped.
    pub(super) fn lent_text(self, value: &Type) -> String {
        match types::type_arguments(value).next() {
            Some(inner) if self.conditional() => format!("Option<{}>", types::borrowed_text(inner)),
            _ => types::borrowed_text(value),
        }
    }
}

/// True if a node is called again after a failure: it has `retry`, and is a node that can have it.
pub(super) fn tried_again(node: &Node) -> bool {
    let fails = node.attempts_fail() || node.policy.timeout.is_some();
    node.policy.retry.is_some() && fails && !node.inline()
}

/// The line on which something stands in its file.
pub(super) fn line(span: Span) -> usize {
    span.start().line
}

/// The reason for which a value, or its elements, must be `Copy` for a node that is called more than once.
pub(crate) fn only_if_copy(node: &Node, provider: &Ident, elements: bool) -> String {
    let why = match (&node.policy.retry, elements) {
        (Some(_), _) => "may be tried again (`retry`)",
        (None, true) => "is given each element twice",
        (None, false) => "runs once for each element (`#[each]`)",
    };
    let (of, are) = if elements { ("elements of ", "they are") } else { ("", "it is") };
    format!("`{}` {why}, so it can take {of}`{provider}` by value only if {are} `Copy`", node.name())
}

/// `Result<Option<&Badge>, &BadgeError>`
pub(super) fn outcome_text(source: Source<'_>, lent: bool) -> String {
    let and = if lent { "&" } else { "" };
    let error = match source.fails() {
        Fails::With(types) => types.error.as_ref().map_or_else(|| "E".to_owned(), types::text),
        Fails::TimedOut | Fails::Never => "dagwright::Timeout".to_owned(),
    };
    let value = source.likely_type().map(|value| match types::type_arguments(value).next() {
        Some(inner) if source.conditional() => format!("Option<{and}{}>", types::text(inner)),
        _ => format!("{and}{}", types::text(value)),
    });
    format!("Result<{}, {and}{error}>", value.unwrap_or_else(|| format!("{and}T")))
}
