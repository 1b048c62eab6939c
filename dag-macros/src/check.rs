//! The ordered list of rules, and the module that has passed them all.

mod always_outputs;
mod amiss;
mod asked;
mod calls_itself;
mod cannot_fail;
mod captured_names;
mod clone_of_reference;
mod conditional;
mod contradictions;
mod cycle;
mod deciding;
mod derives;
mod detached;
mod dropped_input;
mod elements;
mod entry_functions;
mod error_generics;
mod error_variants;
mod failure_functions;
mod fallible_type;
mod finally;
mod fits;
mod futures;
mod generated_names;
mod given_once;
mod inputs;
mod lacking_inputs;
mod misplaced_option;
mod missing;
mod moved_twice;
mod mutable_borrow;
mod needs_feature;
mod no_nodes;
mod no_provider;
mod nothing_to_free;
mod option_names;
mod option_types;
mod outcome;
mod outlives;
mod output_fields;
mod output_generics;
mod output_types;
mod pattern;
mod resources;
mod roles;
mod same_name;
mod signature;
mod stand_ins;
mod still_borrowed;
mod turn_words;
mod unawaited;
mod uninferable;
mod unlike_fields;
mod warnings;
mod words;
mod wrapped;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use crate::diagnostics::errors::Errors;
use crate::diagnostics::warnings::Warning;
use crate::graph::Acyclic;
use crate::read::model::NodeId;
use crate::resolve::{Provider, Resolved};

pub(crate) use stand_ins::of_unread;
pub(crate) use turn_words::why_not_taken;
pub(crate) use words::only_if_copy;

/// A module without mistakes: every name has its provider, and no node waits for itself.
pub(crate) struct Checked<'m> {
    pub(crate) pipeline: Resolved<'m, Provider>,
    pub(crate) graph: Acyclic<Provider>,
    /// The types of the fields of the generated output, where there is one.
    pub(crate) output: Vec<Type>,
    /// The futures and nodes whose failure ends a run, with the types of their errors, where the error is a generated
    /// one.
    pub(crate) failures: Vec<(Provider, Type)>,
    /// There is a variant for timeouts that are no errors of their nodes' own.
    pub(crate) timeouts: bool,
    pub(crate) warnings: Vec<Warning>,
    /// The nodes that never run, of which the compiler has no more to say.
    pub(crate) unused: Vec<NodeId>,
}

impl<'m> Checked<'m> {
    /// `None` if the rules have let something pass.
    fn of(resolved: Resolved<'m>) -> Option<Self> {
        let graph = Acyclic::of(resolved.graph())?;
        let pipeline = resolved.complete()?;
        let fields = pipeline.entries.iter().filter(|entry| entry.declared.is_none()).flat_map(|entry| &entry.fields);
        let output = fields.map(|field| pipeline.value_type(field.provider)).collect::<Result<_, _>>().ok()?;
        let failing = pipeline.failing().filter(|_| pipeline.module.options.error.is_none());
        let failure = |(provider, _)| Some((provider, pipeline.error_type(provider).ok()?));
        let failures: Vec<_> = failing.map(failure).collect::<Option<_>>()?;
        let timeouts = failures.iter().any(|(one, _)| pipeline.source(*one).timeout_that_may_stay().is_some());
        let (warnings, unused) = (warnings::warnings(&pipeline), warnings::never_running(&pipeline));
        Some(Self { pipeline, graph, output, failures, timeouts, warnings, unused })
    }
}

/// A rule looks at the whole pipeline, and relies on no other rule having passed.
type Rule = fn(&Resolved<'_>, &mut Errors);

const RULES: [Rule; 47] = [
    no_nodes::no_nodes,
    roles::roles,
    inputs::inputs,
    unlike_fields::unlike_fields,
    contradictions::contradictions,
    same_name::same_name,
    generated_names::generated_names,
    derives::derives,
    entry_functions::entry_functions,
    error_variants::error_variants,
    captured_names::captured_names,
    signature::signature,
    calls_itself::calls_itself,
    misplaced_option::misplaced_option,
    nothing_to_free::nothing_to_free,
    needs_feature::needs_feature,
    cannot_fail::cannot_fail,
    failure_functions::failure_functions,
    fallible_type::fallible_type,
    pattern::pattern,
    no_provider::no_provider,
    option_names::option_names,
    output_fields::output_fields,
    lacking_inputs::lacking_inputs,
    output_generics::output_generics,
    error_generics::error_generics,
    always_outputs::always_outputs,
    cycle::cycle,
    option_types::option_types,
    finally::finally,
    finally::after_finally,
    elements::elements,
    given_once::given_once,
    moved_twice::moved_twice,
    mutable_borrow::mutable_borrow,
    dropped_input::dropped_input,
    clone_of_reference::clone_of_reference,
    futures::futures,
    wrapped::wrapped,
    outlives::outlives,
    outcome::outcome,
    conditional::conditional,
    detached::detached,
    still_borrowed::still_borrowed,
    unawaited::unawaited,
    output_types::output_types,
    uninferable::uninferable,
];

/// Applies every rule to a resolved module.
pub(crate) fn check(pipeline: Resolved<'_>, mut errors: Errors) -> Result<Checked<'_>, TokenStream> {
    for rule in RULES {
        rule(&pipeline, &mut errors);
    }
    errors.finish().map_err(|errors| {
        let stand_ins = stand_ins::of_checked(&pipeline);
        quote!(#errors #stand_ins)
    })?;
    let span = pipeline.module.header.ident.span();
    Checked::of(pipeline).ok_or_else(|| {
        // Better a bad message than a pipeline that does something else.
        errors.at(span, "dagwright cannot make sense of this module, and does not know why: please report it");
        errors.compile_errors()
    })
}
