//! The ordered list of rules, nothing else.

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
mod same_name;
mod signature;
mod still_borrowed;
mod words;

use crate::diagnostics::errors::Errors;
use crate::resolve::Pipeline;

/// What a rule is: it looks at the whole pipeline, and relies on no other rule having passed.
type Rule = fn(&Pipeline<'_>, &mut Errors);

const RULES: [Rule; 28] = [
    no_nodes::no_nodes,
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

/// Applies every rule to a resolved pipeline.
pub(crate) fn check(pipeline: &Pipeline<'_>, errors: &mut Errors) {
    for rule in RULES {
        rule(pipeline, errors);
    }
}
