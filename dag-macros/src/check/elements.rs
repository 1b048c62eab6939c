use syn::Type;

use crate::diagnostics::errors::Errors;
use crate::read::model::{Node, NodeId, Param};
use crate::resolve::{Provider, Resolved, Source};
use crate::types;

/// A node runs for the elements of one thing, and that has elements. With them go the values that nodes have made of each.
///
/// ```text
/// async fn sold(#[each(carts)] cart: &Cart, #[each(prices)] price: &Price)    // which price goes with which cart?
/// async fn upper(#[each(name)] letter: char) -> char                          // of a `name: String`
/// ```
///
/// A collection that is only lent to the run, or shared, gives no element away.
///
/// A type that is not well known may be a collection: that is for the compiler to say.
pub(super) fn elements(pipeline: &Resolved<'_>, errors: &mut Errors) {
    for (number, node) in pipeline.module.nodes.iter() {
        for (index, param) in node.params.iter().enumerate() {
            match objection(pipeline, number, index) {
                Some(Objection::Name(message)) => errors.at(param.each.unwrap_or(param.span), message),
                Some(Objection::Type(message)) => errors.on(&param.ty, message),
                None => {}
            }
        }
    }
}

/// The objection to an `#[each]` parameter.
pub(super) enum Objection {
    /// The thing that it names.
    Name(String),
    /// The way in which it takes the elements.
    Type(String),
}

pub(super) fn objection(pipeline: &Resolved<'_>, number: NodeId, index: usize) -> Option<Objection> {
    let (node, param) = (pipeline.node(number), &pipeline.node(number).params[index]);
    let named =
        |index: usize| pipeline.judged_edge(number, index).provider.filter(|_| node.params[index].each.is_some());
    let provider = named(index)?;
    match (0..index).find_map(named) {
        Some(first) if root(pipeline, first) != root(pipeline, provider) => {
            Some(Objection::Name(two_collections(pipeline, node, first, provider)))
        }
        // Told at the first of them.
        Some(first) if first == provider => None,
        Some(_) | None => {
            let source = pipeline.source(provider);
            let name = no_elements(source, node).map(Objection::Name);
            name.or_else(|| given_away(source, node, param).map(Objection::Type))
        }
    }
}

/// The collection whose elements the values of a provider stand for, one each: its own, or that of a node which runs
/// for each element of another.
fn root(pipeline: &Resolved<'_>, mut provider: Provider) -> Provider {
    for _ in pipeline.providers() {
        let Some(number) = pipeline.node_id(provider) else { break };
        let over = (0..pipeline.node(number).params.len())
            .filter(|index| pipeline.node(number).params[*index].each.is_some())
            .find_map(|index| pipeline.judged_edge(number, index).provider);
        let Some(over) = over else { break };
        provider = over;
    }
    provider
}

fn two_collections(pipeline: &Resolved<'_>, node: &Node, first: Provider, second: Provider) -> String {
    let (first, second) = (pipeline.source(first).name(), pipeline.source(second).name());
    let name = node.name();
    format!(
        "`{name}` runs for the elements of `{first}` already, and `{second}` is another collection\n\
         make pairs in a node before it, `{first}.into_iter().zip({second}).collect::<Vec<_>>()`; \
         or take all of `{second}`, without `#[each]`"
    )
}

fn no_elements(source: Source<'_>, node: &Node) -> Option<String> {
    let provided = source.spelled_type()?;
    let value = types::pointee(provided);
    let (kind, name, consumer) = (source.kind(), source.name(), node.name());
    let way_out = if types::is_text(value) {
        format!("make a collection of it in a node, such as `{name}.chars().collect::<Vec<_>>()`")
    } else if is_single(value) {
        format!("name a `Vec`, an array, a slice or a map, or take `{name}` as it is, without `#[each]`")
    } else {
        return None;
    };
    let text = types::text(provided);
    Some(format!(
        "`{consumer}` runs for each element of `{name}`, but the {kind} `{name}` is `{text}`, which has none\n{way_out}"
    ))
}

/// `item: Item` out of a `&[Item]` or an `Arc<[Item]>`.
fn given_away(source: Source<'_>, node: &Node, param: &Param) -> Option<String> {
    let provided = source.spelled_type()?;
    let lent = types::reference(provided).is_some() || (types::is_smart_pointer(provided) && !types::is_box(provided));
    let element = types::element(types::pointee(provided));
    let spelled_alike = element.is_some_and(|element| types::text(&element) == types::text(&param.ty));
    let owned = types::reference(&param.ty).is_none() && (spelled_alike || types::is_copy(&param.ty).is_some());
    if !lent || !owned || param.clone.is_some() {
        return None;
    }
    let (name, consumer, text) = (source.name(), node.name(), types::text(provided));
    let (lent, owned) = (types::borrowed_text(&param.ty), types::text(&param.ty));
    let local = param.local.as_ref().map_or_else(String::new, |local| format!("{local}: "));
    Some(format!(
        "`{consumer}` takes elements of `{name}` by value, but others may have a share in them: `{name}` is `{text}`\n\
         take references, `#[each({name})] {local}{lent}`, or clones, `#[clone] #[each({name})] {local}{owned}`"
    ))
}

/// True if it is known to be one thing.
fn is_single(ty: &Type) -> bool {
    match types::bare(ty) {
        Type::Tuple(_) | Type::FnPtr(_) | Type::Never(_) | Type::Ptr(_) => true,
        Type::Path(_) => types::is_copy(ty) == Some(true) && !types::is_named_option(ty),
        _ => false,
    }
}
