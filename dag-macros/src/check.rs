//! The ordered list of rules, nothing else.

mod bare_error;
mod clone_of_reference;
mod cycle;
mod entry_functions;
mod error_variants;
mod fallible_type;
mod generated_names;
mod moved_twice;
mod mutable_borrow;
mod no_nodes;
mod no_provider;
mod outcome;
mod output_fields;
mod output_types;
mod pattern;
mod same_name;
mod signature;
mod words;

use crate::errors::Errors;
use crate::resolve::Pipeline;

/// What a rule is: it looks at the whole pipeline, and relies on no other rule having passed.
type Rule = fn(&Pipeline<'_>, &mut Errors);

const RULES: [Rule; 17] = [
    no_nodes::no_nodes,
    same_name::same_name,
    generated_names::generated_names,
    entry_functions::entry_functions,
    error_variants::error_variants,
    bare_error::bare_error,
    signature::signature,
    fallible_type::fallible_type,
    pattern::pattern,
    no_provider::no_provider,
    output_fields::output_fields,
    cycle::cycle,
    moved_twice::moved_twice,
    mutable_borrow::mutable_borrow,
    clone_of_reference::clone_of_reference,
    outcome::outcome,
    output_types::output_types,
];

/// Applies every rule to a resolved pipeline.
pub(crate) fn check(pipeline: &Pipeline<'_>, errors: &mut Errors) {
    for rule in RULES {
        rule(pipeline, errors);
    }
}
