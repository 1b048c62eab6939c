use super::Warnings;
use crate::read::model::Param;
use crate::resolve::{Edge, Provider, Resolved};

/// A node takes an element once: two parameters for the elements of one collection get the same element.
///
/// ```text
/// async fn distance(#[each(towns)] from: &Town, #[each(towns)] to: &Town) -> u64      // from each town to itself
/// ```
pub(super) fn element_with_itself(pipeline: &Resolved<'_, Provider>, warnings: &mut Warnings) {
    for (number, node) in pipeline.watched() {
        let mut elements: Vec<(&Param, Edge<Provider>)> = Vec::new();
        for (param, edge) in pipeline.edges(number).filter(|(param, _)| param.each.is_some()) {
            if let Some((first, _)) = elements.iter().find(|(_, first)| first.provider == edge.provider) {
                let collection = pipeline.source(edge.provider).name();
                let message = format!(
                    "{} and {} are one element of `{collection}`: each is paired with itself\n\
                     for pairs of different elements, make them in a node before it, or take all of `{collection}` here, without `#[each]`",
                    words(first),
                    words(param),
                );
                warnings.at(node, param.span, message);
            }
            elements.push((param, edge));
        }
    }
}

fn words(param: &Param) -> String {
    param.local.as_ref().map_or_else(|| "another parameter".to_owned(), |local| format!("`{local}`"))
}
