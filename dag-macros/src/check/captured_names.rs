use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Ident, Type};

use super::words::line;
use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::listed;
use crate::names;
use crate::read::mentions::{Mention, Mentions, Way};
use crate::read::model::{Helper, InputStruct, Node};
use crate::resolve::Resolved;
use crate::types;

/// In a module to which `#[dag]` adds an `Error`, an `Output` or a `Pipeline`, nothing else is meant by that name: one
/// that comes in by a glob import would give way to ours.
///
/// ```text
/// use super::*;                                               // there is a `super::Error`
/// async fn user() -> Result<User, Error>                      // but this means the generated one,
/// async fn page() -> Page { ... report(Error::Missing) }      // and so does this
/// ```
pub(super) fn captured_names(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for name in added(pipeline) {
        if let [first, others @ ..] = &captured(pipeline, &name)[..] {
            errors.at(first.name.span(), message(pipeline, first, others));
        }
    }
}

/// A mention of a name of ours by which another thing is meant.
struct Captured {
    name: Ident,
    /// "`page`": the node, or the struct with the field.
    by: String,
}

/// The names of the items that are added and that the module does not have itself.
fn added(pipeline: &Resolved<'_>) -> Vec<Ident> {
    let mut names = Vec::new();
    names.extend((!pipeline.module.options.unclear).then(|| pipeline.name()));
    names.extend(pipeline.generates_output().then(|| names::item(names::OUTPUT)));
    names.extend(pipeline.generates_error().then(|| names::item(names::ERROR)));
    let declared: BTreeSet<&Ident> = pipeline.module.items.iter().flat_map(|item| &item.declares).collect();
    names.retain(|name| !declared.contains(name));
    names
}

/// True if another `Error` than ours is meant somewhere.
pub(super) fn captures_error(pipeline: &Resolved<'_>) -> bool {
    !captured(pipeline, &names::item(names::ERROR)).is_empty()
}

/// The mentions of a name of ours, in the order of the module.
fn captured(pipeline: &Resolved<'_>, name: &Ident) -> Vec<Captured> {
    let module = pipeline.module;
    let mut found = Vec::new();
    for (number, node) in module.nodes.iter().filter(|(number, _)| !pipeline.unsure(*number)) {
        // A node that asks for the run's error means that one.
        let ours = node.failure.is_some() && name == names::ERROR;
        let mentions = if module.globs && !ours { of(pipeline.mentions(number), name) } else { Vec::new() };
        let own_error = bare_error(node).filter(|error| mentions.is_empty() && *error == name);
        let names = own_error.cloned().into_iter().chain(mentions);
        found.extend(names.map(|name| Captured { name, by: format!("`{}`", node.name()) }));
    }
    if module.globs {
        found.extend(in_fields(pipeline, name));
        if name == names::ERROR {
            let helpers = module.helpers.iter().filter_map(|helper| in_helper(pipeline, helper));
            found.extend(helpers.chain(module.impls.iter().filter_map(|block| in_impl(pipeline, block))));
        }
    }
    found.sort_by_key(|captured| (line(captured.name.span()), captured.name.span().start().column));
    found
}

fn of(mentions: &Mentions, name: &Ident) -> Vec<Ident> {
    let found = mentions.found.iter().filter(|mention| mention.name == *name && !mentions.hides(&name.to_string()));
    found.map(|mention| mention.name.clone()).collect()
}

/// Those in the fields of input and output structs, and in the bounds of the former.
fn in_fields(pipeline: &Resolved<'_>, name: &Ident) -> Vec<Captured> {
    let field = |field: &Ident, ty: &Type| (format!("the field `{field}`"), ty.to_token_stream());
    let inputs = pipeline.module.input_fields().map(|(_, input)| field(&input.ident, &input.ty));
    let outputs = pipeline.module.outputs.iter().flat_map(|output| &output.fields);
    let fields = inputs.chain(outputs.map(|output| field(&output.ident, &output.ty)));
    let bounds = pipeline.module.inputs.iter().map(|InputStruct { ident, generics, .. }| {
        let (params, conditions) = (&generics.params, &generics.where_clause);
        (format!("a bound of `{ident}`"), quote!(#params #conditions))
    });
    let found = fields.chain(bounds).flat_map(|(by, tokens)| {
        let names = of(&mentions(tokens, name), name);
        names.into_iter().map(|name| Captured { name, by: by.clone() }).collect::<Vec<_>>()
    });
    found.collect()
}

/// A helper may well work with our `Error`. It does not if it returns one without running the pipeline, or names a
/// variant that ours does not have.
fn in_helper(pipeline: &Resolved<'_>, helper: &Helper) -> Option<Captured> {
    let (sig, body, error) = (&helper.sig, &helper.body, names::item(names::ERROR));
    let tokens = quote!(#sig #body);
    if helper.entry.is_some() || !mentions(tokens.clone(), &pipeline.name()).found.is_empty() {
        return None;
    }
    let returned = of(&mentions(sig.output.to_token_stream(), &error), &error).into_iter().next();
    let own = mentions(tokens.clone(), &error).hides(names::ERROR);
    let name = returned.filter(|_| !own).or_else(|| foreign_variant(pipeline, tokens))?;
    Some(Captured { name, by: format!("`{}`", helper.ident) })
}

fn in_impl(pipeline: &Resolved<'_>, block: &TokenStream) -> Option<Captured> {
    Some(Captured { name: foreign_variant(pipeline, block.clone())?, by: "this `impl`".to_owned() })
}

/// `Error` of an `Error::Missing` that is no variant of ours.
fn foreign_variant(pipeline: &Resolved<'_>, tokens: TokenStream) -> Option<Ident> {
    let ours: Vec<Ident> = pipeline.failing().map(|(_, source)| names::variant(source.name())).collect();
    let foreign = |mention: &Mention| match &mention.way {
        Way::Before(next) => next.to_string().starts_with(char::is_uppercase) && !ours.contains(next),
        Way::Called | Way::CalledHere | Way::Bare => false,
    };
    let mentions = mentions(tokens, &names::item(names::ERROR));
    let found = mentions.found.iter().find(|mention| foreign(mention) && !mentions.hides(names::ERROR))?;
    Some(found.name.clone())
}

fn mentions(tokens: TokenStream, name: &Ident) -> Mentions {
    Mentions::of(tokens, &BTreeSet::from([name.to_string()]))
}

/// The `Error` of a `Result<T, Error>`, which would have itself for a part.
fn bare_error(node: &Node) -> Option<&Ident> {
    let error = node.returns.fallible.as_ref()?.error.as_ref()?;
    match types::bare(error) {
        Type::Path(path) if path.qself.is_none() => path.path.get_ident().filter(|name| *name == names::ERROR),
        _ => None,
    }
}

fn message(pipeline: &Resolved<'_>, first: &Captured, others: &[Captured]) -> String {
    let Captured { name, by } = first;
    let lines: BTreeSet<usize> = others.iter().map(|other| line(other.name.span())).collect();
    let lines: Vec<String> = lines.iter().map(|line| format!("line {line}")).collect();
    let more = match others.len() {
        0 => String::new(),
        1 => format!("\nthe same goes for {}", listed(lines)),
        more => format!("\nthe same goes for {more} more: {}", listed(lines)),
    };
    let what = match name.to_string().as_str() {
        names::ERROR => "error",
        names::OUTPUT => "output",
        _ => "pipeline",
    };
    let otherwise = match what {
        "error" => ", or make it the pipeline's: `#[dag(error = super::Error)]`",
        "pipeline" if pipeline.module.options.name.is_none() => {
            ", or call the pipeline something else: `#[dag(name = ...)]`"
        }
        _ => "",
    };
    format!(
        "`{name}` is the name of the {what} that `#[dag]` adds to this module, so {by} cannot mean another by it\n\
         write where yours is, such as `super::{name}`{otherwise}; the added one is `self::{name}`{more}"
    )
}
