use std::collections::BTreeSet;

use syn::punctuated::Punctuated;
use syn::visit::Visit;
use syn::{Lifetime, Token, Type, TypeParamBound, parse_quote};

use super::unawaited::gives_future;
use crate::diagnostics::errors::Errors;
use crate::graph::Graph;
use crate::read::model::{Node, Param, Returns};
use crate::resolve::{Access, Entry, EntryField, Provider, Resolved, Source, Unnameable, Way};
use crate::types;

/// A value that leaves the run has a type that can be written down outside, and borrows from nothing that ends with
/// the run.
///
/// ```text
/// async fn text() -> String
/// async fn words(text: &str) -> Vec<&str>     // an output, but `text` is gone when the caller gets it
/// ```
pub(super) fn output_types(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let graph = pipeline.graph();
    let mut reported = BTreeSet::new();
    // A value that nobody takes is returned; a consumer that finds nothing yet may be meant to take it.
    let known_outputs = |entry: &&Entry| entry.declared.is_some() || pipeline.consumers_known();
    for entry in pipeline.entries.iter().filter(known_outputs) {
        for EntryField { provider, .. } in &entry.fields {
            let Some(provider) = *provider else { continue };
            let Source::Node(node) = pipeline.source(provider) else { continue };
            let future = pipeline.node_id(provider).is_some_and(|node| gives_future(pipeline, node));
            if !known(pipeline, &graph, provider) || told_as_detached(pipeline, node) || future {
                continue;
            }
            let problem = match (pipeline.value_type(provider), entry.declared) {
                (Ok(_), _) => continue,
                // The user has written the type of the field: the compiler says whether it fits.
                (Err(Unnameable::ImplTrait | Unnameable::Generic), Some(_)) => continue,
                (Err(problem), _) => problem,
            };
            if reported.insert(provider) {
                let declared = entry.declared.is_some();
                errors.on(&node.returns.span, value_message(pipeline, provider, node, problem, declared));
            }
        }
    }
    if pipeline.generates_error() {
        for (provider, source) in pipeline.failing().filter(|(provider, _)| known(pipeline, &graph, *provider)) {
            // The type of an input can be named.
            if let (Source::Node(node), Err(problem)) = (source, pipeline.error_type(provider)) {
                errors.on(&node.returns.span, error_message(pipeline, provider, node, problem));
            }
        }
    }
}

/// True if everything that a value's type may depend on has been found: no name is missing or means two things, and
/// nothing goes in a circle.
fn known(pipeline: &Resolved<'_>, graph: &Graph<Provider>, provider: Provider) -> bool {
    let before = graph.ancestors_of([provider]);
    let found = |node| pipeline.edges(node).all(|(_, edge)| edge.provider.is_some());
    pipeline.providers().filter(|provider| before[*provider]).all(|provider| {
        let found = pipeline.node_id(provider).is_none_or(found);
        found && !pipeline.doubtful(provider) && !pipeline.on_circle(provider)
    })
}

/// True if the result of a node cannot borrow in any case.
fn told_as_detached(pipeline: &Resolved<'_>, node: &Node) -> bool {
    pipeline.detached(node) && types::borrows(&node.returns.whole)
}

fn value_message(
    pipeline: &Resolved<'_>,
    provider: Provider,
    node: &Node,
    problem: Unnameable,
    declared: bool,
) -> String {
    let name = node.name();
    let leave_out = if declared {
        format!("take `{name}` out of the output")
    } else {
        format!("say what is returned, without `{name}`: `#[output] pub struct Output {{ ... }}`")
    };
    match problem {
        Unnameable::ImplTrait => format!(
            "`{name}` is part of the output, but its type has no name that can be written down there\n\
             return {},\nor {leave_out}",
            boxed(&node.returns),
        ),
        Unnameable::Borrows => format!(
            "`{name}` is part of the output, but it borrows from {}, which ends with the run\n\
             return an owned value,\nor {leave_out}",
            lender(pipeline, provider, node),
        ),
        Unnameable::Generic => format!(
            "`{name}` is part of the output, but its type is only known where it is called\n\
             declare the output with that type: `#[output] pub struct Output {{ pub {name}: ... }}`,\nor give `{name}` one type"
        ),
    }
}

/// The traits of std that a trait object can have.
const OF_OBJECTS: [&str; 13] = [
    "Iterator",
    "DoubleEndedIterator",
    "ExactSizeIterator",
    "Future",
    "Fn",
    "FnMut",
    "FnOnce",
    "Display",
    "Debug",
    "Error",
    "Read",
    "Write",
    "Any",
];

/// "`Box<dyn Iterator<Item = u64>>`" for an `impl Iterator<Item = u64>`, what `into_response()` gives for an
/// `impl IntoResponse`.
fn boxed(returns: &Returns) -> String {
    let Type::ImplTrait(opaque) = types::bare(&returns.whole) else {
        return "a type with a name in place of `impl ...`".to_owned();
    };
    let traits = opaque.bounds.iter().filter_map(|bound| match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    });
    let traits: Vec<String> = traits.filter(|name| !["Send", "Sync", "Unpin"].contains(&name.as_str())).collect();
    let named = |bound: &&TypeParamBound| matches!(bound, TypeParamBound::Trait(_) | TypeParamBound::Lifetime(_));
    let bounds: Punctuated<_, Token![+]> = opaque.bounds.iter().filter(named).collect();
    match traits.first() {
        Some(name) if OF_OBJECTS.contains(&name.as_str()) => {
            format!("a named type, such as `{}`", types::text(&parse_quote!(Box<dyn #bounds>)))
        }
        Some(name) if name.starts_with("Into") && name.len() > "Into".len() => {
            format!("the type that `.{}()` gives", snake_case(name))
        }
        _ => "a type with a name".to_owned(),
    }
}

fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(letter.to_lowercase());
    }
    text
}

fn error_message(pipeline: &Resolved<'_>, provider: Provider, node: &Node, problem: Unnameable) -> String {
    let name = node.name();
    match problem {
        Unnameable::ImplTrait => format!(
            "the failure of `{name}` is returned to the caller, but its type has no name that can be written down there\n\
             give the error a named type, such as `Box<dyn std::error::Error>`"
        ),
        Unnameable::Borrows => format!(
            "the failure of `{name}` is returned to the caller, but it borrows from {}, which ends with the run\n\
             make the error own what it says",
            lender(pipeline, provider, node),
        ),
        Unnameable::Generic => format!(
            "the failure of `{name}` is returned to the caller, but its type is only known where `{name}` is called\n\
             give the error one type, or use an error type of your own: `#[dag(error = AppError)]`"
        ),
    }
}

/// "`text`", where only one value can be meant.
fn lender(pipeline: &Resolved<'_>, provider: Provider, node: &Node) -> String {
    let returned = named_lifetimes(&node.returns.whole);
    let lends = |param: &Param, access: Access| {
        let lifetimes = named_lifetimes(&param.ty);
        if !returned.is_empty() {
            return lifetimes.iter().any(|lifetime| returned.contains(lifetime));
        }
        access.borrows() || access.way == Way::BorrowMut || types::reference(&param.ty).is_some()
    };
    let lenders: BTreeSet<String> = pipeline
        .node_id(provider)
        .into_iter()
        .flat_map(|number| pipeline.edges(number))
        .filter(|(param, edge)| lends(param, edge.access))
        .filter_map(|(_, edge)| Some(format!("`{}`", pipeline.source(edge.provider?).name())))
        .collect();
    match (lenders.first(), lenders.len()) {
        (Some(only), 1) => only.clone(),
        _ => "a value".to_owned(),
    }
}

fn named_lifetimes(ty: &Type) -> Lifetimes {
    let mut lifetimes = Lifetimes::new();
    Named(&mut lifetimes).visit_type(ty);
    lifetimes
}

type Lifetimes = BTreeSet<String>;

/// Collects the lifetimes that a type spells out.
struct Named<'a>(&'a mut Lifetimes);

impl<'ast> Visit<'ast> for Named<'_> {
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        if lifetime.ident != "_" && lifetime.ident != "static" {
            self.0.insert(lifetime.ident.to_string());
        }
    }
}
