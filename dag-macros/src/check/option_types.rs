use syn::{Ident, Type};

use super::deciding;
use super::resources::another_type;
use crate::diagnostics::errors::Errors;
use crate::read::amount::{Measure, Quantity};
use crate::read::model::NodeId;
use crate::read::policy::Role;
use crate::resolve::{Provider, Resolved, Source};
use crate::types;

/// `when` asks for a `bool`, or with `some` for an `Option`, `limit` for a semaphore that outlives the run, `blocking` and
/// `spawn` for an executor, `timeout` for a duration, and so on.
///
/// ```text
/// struct Input { age: u8, permits: usize, threads: usize }
/// #[node(when = age)]             // from what age on?
/// #[node(limit = permits)]        // and how many does another run leave?
/// #[node(blocking = threads)]     // whose?
/// ```
///
/// A type whose name is not well known may stand for either: that is for the compiler to say.
pub(super) fn option_types(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for number in pipeline.module.nodes.ids().filter(|number| !pipeline.unsure(*number)) {
        let node = pipeline.node(number);
        for edge in pipeline.options(number) {
            // A `finally` node's option may name an input only, which is another rule.
            let last = |provider| pipeline.node(number).finally() && pipeline.source(provider).is_task();
            let known = |provider: &Provider| !pipeline.doubtful(*provider) && !last(*provider);
            let Some(provider) = edge.provider.filter(known) else { continue };
            let message = match edge.role {
                Role::When => deciding::objection(pipeline, provider, number),
                Role::Limit | Role::Blocking | Role::Spawn => another_type(pipeline, edge, provider, node),
                Role::Gives(quantity) => no_amount(pipeline, edge.name, provider, number, quantity),
                Role::After => None,
            };
            if let Some(message) = message {
                errors.at(edge.name.span(), message);
            }
        }
    }
}

fn no_amount(
    pipeline: &Resolved<'_>,
    name: &Ident,
    provider: Provider,
    node: NodeId,
    quantity: Quantity,
) -> Option<String> {
    let (source, consumer) = (pipeline.source(provider), pipeline.node(node).name());
    if provider == pipeline.node_provider(node) {
        return None;
    }
    let (option, measure) = (quantity.name(), quantity.measure());
    let (asked, ty) = (measure.text(), measure.types()[0]);
    let node = |given: &str| format!("such as `#[node] fn {consumer}_{option}({name}: {given}) -> {ty}`");
    if let Source::Node(maker) = source
        && let Some(condition) = &maker.policy.when
    {
        let given = source.likely_type().map_or_else(|| format!("Option<{ty}>"), |given| source.lent_text(given));
        return Some(format!(
            "`{name}` may be skipped (`{condition}`), so there may be no `{option}` for `{consumer}`\n\
             add a node that always gives one, {}",
            node(&given),
        ));
    }
    let provided = source.spelled_type().filter(|provided| is_none(measure, provided))?;
    let (kind, text) = (source.kind(), types::text(provided));
    let copied = types::is_copy(provided) == Some(true);
    let given = if copied { text.clone() } else { types::borrowed_text(provided) };
    Some(format!(
        "`{option}` asks for {asked}, but the {kind} `{name}` provides `{text}`\nadd a node that makes one of it, {}",
        node(&types::elided(&given)),
    ))
}

impl Measure {
    fn text(self) -> &'static str {
        match self {
            Self::Duration => "a `Duration`",
            Self::Count => "a whole number without a sign, such as a `usize`",
            Self::Ratio => "a number, such as an `f32`",
        }
    }

    /// The well-known types that are such.
    fn types(self) -> &'static [&'static str] {
        match self {
            Self::Duration => &["Duration"],
            Self::Count => &["usize", "u8", "u16", "u32", "u64", "u128"],
            Self::Ratio => &["f32", "f64", "u8", "u16", "u32"],
        }
    }
}

/// True if a type is known to be none of the measure, nor a reference to one.
fn is_none(measure: Measure, ty: &Type) -> bool {
    match types::bare(ty) {
        Type::ImplTrait(_) | Type::Infer(_) | Type::Macro(_) | Type::Verbatim(_) => false,
        Type::Reference(reference) => is_none(measure, &reference.elem),
        ty @ Type::Path(_) => {
            let named = |name: &&str| types::last_segment(ty).is_some_and(|segment| segment.ident == name);
            types::known(ty).is_some() && !measure.types().iter().any(named)
        }
        _ => true,
    }
}
