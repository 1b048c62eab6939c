//! The inputs that options name because runs share them: semaphores, and executors.

use syn::ext::IdentExt;
use syn::{Ident, Type};

use super::missing::Missing;
use crate::diagnostics::errors::Errors;
use crate::diagnostics::suggest::{did_you_mean, list};
use crate::read::model::{InputField, Node};
use crate::read::policy::Role;
use crate::resolve::{OptionEdge, Provider, Resolved, Source};
use crate::types;

/// The words for one kind of them.
struct Resource {
    option: &'static str,
    /// "`limit` asks for a semaphore"
    asks_for: &'static str,
    /// "`quote` holds a permit of it while it runs"
    need: &'static str,
    /// "a limit is an input: a semaphore that several runs may share"
    is: &'static str,
    /// The types of its fields, and one of them.
    types: &'static str,
    ty: &'static str,
}

const LIMIT: Resource = Resource {
    option: "limit",
    asks_for: "a semaphore",
    need: "holds a permit of it while it runs",
    is: "a limit is an input: a semaphore that several runs may share",
    types: "an `Arc<Semaphore>` or a `&'a Semaphore`",
    ty: "Arc<Semaphore>",
};

const BLOCKING: Resource = Resource {
    option: "blocking",
    asks_for: "an executor",
    need: "runs on it",
    is: "an executor is an input: a runtime or a pool that several runs may share",
    types: "a `tokio::runtime::Handle` or an `Arc<rayon::ThreadPool>`",
    ty: "tokio::runtime::Handle",
};

const SPAWN: Resource = Resource {
    option: "spawn",
    asks_for: "a runtime",
    need: "runs on it",
    is: "an executor is an input: a runtime that several runs may share",
    types: "a `tokio::runtime::Handle`",
    ty: "tokio::runtime::Handle",
};

impl Resource {
    fn of(role: Role) -> Option<&'static Self> {
        match role {
            Role::Limit => Some(&LIMIT),
            Role::Blocking => Some(&BLOCKING),
            Role::Spawn => Some(&SPAWN),
            Role::When | Role::After | Role::Gives(_) => None,
        }
    }

    /// The way out where there is no such input.
    fn added(&self, pipeline: &Resolved<'_>, name: &Ident, consumer: Provider) -> String {
        let structs = pipeline.inputs_text(Some(consumer));
        if structs.is_empty() {
            return format!("have the caller give it: `#[input] pub struct Input {{ pub {name}: {} }}`", self.ty);
        }
        let another = if pipeline.find(name).is_some() { " of another name" } else { "" };
        format!("add a field{another} to {structs}: {}", self.types)
    }
}

/// Reports an option that names a node, or nothing, where it asks for an input.
pub(super) fn no_input(
    pipeline: &Resolved<'_>,
    edge: &OptionEdge<'_>,
    consumer: Provider,
    missing: &Missing<'_>,
    errors: &mut Errors,
) {
    let (Some(resource), name) = (Resource::of(edge.role), edge.name) else { return };
    let message = match edge.provider.map(|provider| pipeline.source(provider)) {
        Some(Source::Field(_)) => None,
        Some(Source::Node(_)) => {
            Some(format!("`{name}` is a node, and {}\n{}", resource.is, resource.added(pipeline, name, consumer)))
        }
        None => missing.told_at(name).map(|others| nothing_of_the_name(pipeline, resource, name, consumer, &others)),
    };
    if let Some(message) = message {
        errors.at(name.span(), message);
    }
}

fn nothing_of_the_name(
    pipeline: &Resolved<'_>,
    resource: &Resource,
    name: &Ident,
    consumer: Provider,
    others: &str,
) -> String {
    let inputs = pipeline.names(Some(consumer)).inputs;
    let inputs = || inputs.iter().map(String::as_str);
    let suggestion = did_you_mean(&name.unraw().to_string(), inputs());
    let need = format!("`{}` {}", pipeline.source(consumer).name(), resource.need);
    let choice = match inputs().count() {
        0 => String::new(),
        1 => format!("\nthe only input is {}", list(inputs())),
        _ => format!("\nthe inputs are {}", list(inputs())),
    };
    let way_out =
        if suggestion.is_empty() { format!("\n{}", resource.added(pipeline, name, consumer)) } else { String::new() };
    format!("no input named `{name}`{suggestion}\n{need}{others}{choice}{way_out}")
}

/// The objection to an input that an option names, as far as the spelling of its type tells.
pub(super) fn another_type(
    pipeline: &Resolved<'_>,
    edge: &OptionEdge<'_>,
    provider: Provider,
    node: &Node,
) -> Option<String> {
    let (resource, name) = (Resource::of(edge.role)?, edge.name);
    let Source::Field(field) = pipeline.source(provider) else { return None };
    if field.future.is_some() || misplaced(edge.role, node) {
        return None;
    }
    let message = match edge.role {
        Role::Limit if ends_in(&field.ty, "Semaphore") => of_one_run(name, "limits none of the others", "Semaphore"),
        Role::Blocking if ends_in(&field.ty, "ThreadPool") => {
            of_one_run(name, "starts threads for this run alone", "ThreadPool")
        }
        Role::Spawn if ends_in(types::pointee(&field.ty), "ThreadPool") => in_a_pool(name, node),
        Role::Blocking | Role::Spawn if ends_in(types::pointee(&field.ty), "Runtime") => format!(
            "{}\nmake it a `tokio::runtime::Handle`, which the caller gets with `runtime.handle().clone()`",
            resource.asked(name, field)
        ),
        _ if is_another(types::pointee(&field.ty)) => {
            format!("{}\nmake it {}{}", resource.asked(name, field), resource.types, made(edge.role))
        }
        _ => return None,
    };
    Some(message)
}

/// True for an option that is about to go.
fn misplaced(role: Role, node: &Node) -> bool {
    match role {
        Role::Blocking => node.sig.asyncness.is_some(),
        Role::Spawn => node.sig.asyncness.is_none(),
        Role::Limit | Role::When | Role::After | Role::Gives(_) => false,
    }
}

impl Resource {
    fn asked(&self, name: &Ident, field: &InputField) -> String {
        let text = types::text(&field.ty);
        format!("`{}` asks for {}, but the input `{name}` is `{text}`", self.option, self.asks_for)
    }
}

fn of_one_run(name: &Ident, so: &str, ty: &str) -> String {
    format!(
        "`{name}` belongs to one run, so it {so}\n\
         make it one that runs share: an `Arc<{ty}>` or a `&'a {ty}`"
    )
}

fn in_a_pool(name: &Ident, node: &Node) -> String {
    format!(
        "`spawn` runs on a tokio runtime, and `{name}` is a pool of threads, which calls plain functions\n\
         name a `tokio::runtime::Handle`; or leave out `async`, and have `{}` run in the pool: \
         `#[node(blocking = {name})]`",
        node.name()
    )
}

fn made(role: Role) -> &'static str {
    match role {
        Role::Limit => ", which the caller makes with `tokio::sync::Semaphore::new(4)`",
        _ => "",
    }
}

/// True for a type that is well known, and so none of those that options ask for.
fn is_another(pointee: &Type) -> bool {
    match types::bare(pointee) {
        Type::ImplTrait(_) | Type::Infer(_) | Type::Macro(_) | Type::Verbatim(_) => false,
        Type::Path(_) => types::is_copy(pointee).is_some(),
        _ => true,
    }
}

/// True for a `ThreadPool`, unless its path says that it is another crate's.
pub(super) fn is_rayon_pool(ty: &Type) -> bool {
    let Type::Path(path) = types::bare(types::pointee(ty)) else { return false };
    let mut segments = path.path.segments.iter().rev().map(|segment| &segment.ident);
    segments.next().is_some_and(|last| last == "ThreadPool")
        && segments.next().is_none_or(|krate| krate == "rayon" || krate == "rayon_core")
}

fn ends_in(ty: &Type, name: &str) -> bool {
    types::last_segment(ty).is_some_and(|segment| segment.ident == name)
}
