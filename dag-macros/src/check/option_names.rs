use syn::ext::IdentExt;
use syn::{Ident, parse_quote};

use super::asked::{Asked, Asker};
use super::missing::Missing;
use super::resources::no_input;
use crate::diagnostics::errors::Errors;
use crate::read::amount::Measure;
use crate::read::policy::Role;
use crate::resolve::Resolved;

/// The name in an option is that of something: of a node or an input; for `limit`, `blocking` and `spawn` of an input.
///
/// ```text
/// async fn is_vip() -> bool
/// #[node(when = vip)]             // nothing is called `vip`
/// async fn badge() -> Badge
/// ```
pub(super) fn option_names(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let (missing, flag, duration) = (Missing::of(pipeline), parse_quote!(bool), parse_quote!(Duration));
    for number in pipeline.module.nodes.ids().filter(|number| !pipeline.unsure(*number)) {
        for edge in pipeline.options(number) {
            let consumer = pipeline.node_provider(number);
            match (edge.role, edge.provider) {
                (Role::Limit | Role::Blocking | Role::Spawn, _) => no_input(pipeline, edge, consumer, &missing, errors),
                (Role::When | Role::After | Role::Gives(_), Some(_)) => {}
                (Role::When, None) => {
                    let need = format!("whether `{}` runs depends on it", pipeline.source(consumer).name());
                    let asker = Asker::of_option(consumer, Some(&flag));
                    nothing_of_the_name(pipeline, edge.name, asker, &need, &missing, errors);
                }
                (Role::Gives(quantity), None) => {
                    let need =
                        format!("`{}` takes its `{}` from it", pipeline.source(consumer).name(), quantity.name());
                    let ty = (quantity.measure() == Measure::Duration).then_some(&duration);
                    let asker = Asker::of_option(consumer, ty);
                    nothing_of_the_name(pipeline, edge.name, asker, &need, &missing, errors);
                }
                (Role::After, None) => {
                    let need = format!("`{}` is to run after it", pipeline.source(consumer).name());
                    let asker = Asker::of_option(consumer, None);
                    nothing_of_the_name(pipeline, edge.name, asker, &need, &missing, errors);
                }
            }
        }
    }
}

fn nothing_of_the_name(
    pipeline: &Resolved<'_>,
    name: &Ident,
    asker: Asker<'_>,
    need: &str,
    missing: &Missing<'_>,
    errors: &mut Errors,
) {
    let Some(others) = missing.told_at(name) else { return };
    let names = pipeline.names(asker.node);
    let asked = Asked::new(pipeline, &name.unraw().to_string(), asker, &missing.inputs());
    let (suggestion, choice, way_out) = (asked.suggestion, names.text(), asked.way_out);
    errors.at(
        name.span(),
        format_args!("no node or input named `{name}`{suggestion}\n{need}{others}\n{choice}{way_out}"),
    );
}
