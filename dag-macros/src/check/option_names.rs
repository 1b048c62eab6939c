use syn::ext::IdentExt;
use syn::{Ident, parse_quote};

use super::asked::{Asked, Asker};
use super::missing::Missing;
use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::{did_you_mean, list};
use crate::read::policy::Role;
use crate::resolve::{Provider, Resolved, Source};

/// The name in an option is that of something: for `when` and `after` a node or an input, for `limit` an input.
///
/// ```text
/// async fn is_vip() -> bool
/// #[node(when = vip)]             // nothing is called `vip`
/// async fn badge() -> Badge
/// ```
pub(super) fn option_names(pipeline: &Resolved<'_>, errors: &mut Errors) {
    let (missing, flag) = (Missing::of(pipeline), parse_quote!(bool));
    for number in pipeline.module.nodes.ids().filter(|number| !pipeline.unsure(*number)) {
        for edge in pipeline.options(number) {
            let consumer = pipeline.node_provider(number);
            match (edge.role, edge.provider.map(|provider| pipeline.source(provider))) {
                (Role::Limit, Some(Source::Node(_))) => {
                    errors.at(edge.name.span(), limit_in_the_run(pipeline, edge.name));
                }
                (Role::When | Role::Limit | Role::After, Some(_)) => {}
                (Role::Limit, None) => no_limit(pipeline, edge.name, consumer, &missing, errors),
                (Role::When, None) => {
                    let need = format!("whether `{}` runs depends on it", pipeline.source(consumer).name());
                    let asker = Asker::of_option(consumer, Some(&flag));
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

fn no_limit(pipeline: &Resolved<'_>, name: &Ident, consumer: Provider, missing: &Missing<'_>, errors: &mut Errors) {
    let Some(others) = missing.told_at(name) else { return };
    let inputs = pipeline.names(Some(consumer)).inputs;
    let inputs = || inputs.iter().map(String::as_str);
    let suggestion = did_you_mean(&name.unraw().to_string(), inputs());
    let need = format!("`{}` holds a permit of it while it runs", pipeline.source(consumer).name());
    let choice = match inputs().count() {
        0 => String::new(),
        1 => format!("\nthe only input is {}", list(inputs())),
        _ => format!("\nthe inputs are {}", list(inputs())),
    };
    let way_out = if suggestion.is_empty() { format!("\n{}", add_semaphore(pipeline, name)) } else { String::new() };
    errors.at(name.span(), format_args!("no input named `{name}`{suggestion}\n{need}{others}{choice}{way_out}"));
}

fn limit_in_the_run(pipeline: &Resolved<'_>, name: &Ident) -> String {
    format!(
        "`{name}` is a node, and a limit is an input: a semaphore that several runs may share\n{}",
        add_semaphore(pipeline, name),
    )
}

fn add_semaphore(pipeline: &Resolved<'_>, name: &Ident) -> String {
    match pipeline.module.inputs.first() {
        Some(input) => {
            let another = if pipeline.find(name).is_some() { " of another name" } else { "" };
            format!("add a field{another} to `{}`: an `Arc<Semaphore>` or a `&'a Semaphore`", input.ident)
        }
        None => format!("have the caller give it: `#[input] pub struct Input {{ pub {name}: Arc<Semaphore> }}`"),
    }
}
