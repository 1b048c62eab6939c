//! The ordered list of rules, and the module that has passed them all.

mod amiss;
mod bare_error;
mod cannot_fail;
mod clone_of_reference;
mod conditional;
mod cycle;
mod detached;
mod elements;
mod entry_functions;
mod error_variants;
mod fallback;
mod fallible_type;
mod generated_names;
mod given_once;
mod misplaced_option;
mod missing;
mod moved_twice;
mod mutable_borrow;
mod needs_tokio;
mod no_nodes;
mod no_provider;
mod option_names;
mod option_types;
mod outcome;
mod output_fields;
mod output_types;
mod pattern;
mod roles;
mod same_name;
mod signature;
mod still_borrowed;
mod words;

use proc_macro2::TokenStream;

use crate::diagnostics::errors::Errors;
use crate::graph::Acyclic;
use crate::resolve::{Provider, Resolved};

pub(crate) use words::only_if_copy;

/// A module without mistakes: every name has its provider, and no node waits for itself.
pub(crate) struct Checked<'m> {
    pub(crate) pipeline: Resolved<'m, Provider>,
    pub(crate) graph: Acyclic<Provider>,
}

/// A rule looks at the whole pipeline, and relies on no other rule having passed.
type Rule = fn(&Resolved<'_>, &mut Errors);

const RULES: [Rule; 29] = [
    no_nodes::no_nodes,
    roles::roles,
    same_name::same_name,
    generated_names::generated_names,
    entry_functions::entry_functions,
    error_variants::error_variants,
    bare_error::bare_error,
    signature::signature,
    misplaced_option::misplaced_option,
    needs_tokio::needs_tokio,
    cannot_fail::cannot_fail,
    fallback::fallback,
    fallible_type::fallible_type,
    pattern::pattern,
    no_provider::no_provider,
    option_names::option_names,
    output_fields::output_fields,
    cycle::cycle,
    option_types::option_types,
    elements::elements,
    given_once::given_once,
    moved_twice::moved_twice,
    mutable_borrow::mutable_borrow,
    clone_of_reference::clone_of_reference,
    outcome::outcome,
    conditional::conditional,
    detached::detached,
    still_borrowed::still_borrowed,
    output_types::output_types,
];

/// Applies every rule to a resolved module.
pub(crate) fn check(pipeline: Resolved<'_>, mut errors: Errors) -> Result<Checked<'_>, TokenStream> {
    for rule in RULES {
        rule(&pipeline, &mut errors);
    }
    errors.finish()?;
    let place = pipeline.module.header.ident.span();
    match (Acyclic::of(pipeline.graph()), pipeline.complete()) {
        (Some(graph), Some(pipeline)) => Ok(Checked { pipeline, graph }),
        _ => {
            // The rules have let something pass: better a bad message than a pipeline that does something else.
            errors.at(place, "dagwright cannot make sense of this module, and does not know why: please report it");
            Err(errors.compile_errors())
        }
    }
}
