//! Parameters → arguments: the way of each value to its parameter, in this entry point.

use super::copies::CopyWords;
use super::lowering::Lowering;
use super::program::{Argument, Collection, OutputField};
use crate::read::model::{Node, NodeId, Param};
use crate::resolve::{Access, Edge, Part, Provider, Way};
use crate::types;

impl<'m> Lowering<'_, 'm> {
    pub(super) fn arguments(&self, id: NodeId, node: &'m Node) -> Vec<Argument<'m>> {
        self.pipeline.edges(id).map(|(param, edge)| self.argument(id, node, param, edge)).collect()
    }

    fn argument(&self, id: NodeId, node: &'m Node, param: &'m Param, edge: Edge<Provider>) -> Argument<'m> {
        let (access, copied) = match edge.access.part {
            Part::Element => self.element(id, node, param, edge),
            Part::Value | Part::Outcome | Part::Option | Part::Halves => self.whole_value(node, edge),
            Part::AtEnd => (edge.access, None),
        };
        let mismatch =
            if copied.is_some() && edge.access.part == Part::Element { None } else { self.mismatch(node, param, edge) };
        let coercion = self.pipeline.coercion(node, param, edge);
        let element_of = param.each.map(|_| self.collection(edge));
        let value = match edge.access.part {
            Part::AtEnd => self.sights[&edge.provider],
            _ => self.value_id(edge.provider),
        };
        Argument { value, access, coercion, param, mismatch, copied, element_of }
    }

    /// A value that is taken is copied where others use it, too.
    fn whole_value(&self, node: &Node, edge: Edge<Provider>) -> (Access, Option<CopyWords>) {
        let Access { part, way } = edge.access;
        if way != Way::Take || self.moves(edge.provider) {
            return (edge.access, None);
        }
        (Access { part, way: Way::Copy }, self.copy_words(node, edge.provider))
    }

    /// An element that is given more than once, or is asked for by value where it is only lent, is copied.
    fn element(&self, id: NodeId, node: &Node, param: &Param, edge: Edge<Provider>) -> (Access, Option<CopyWords>) {
        if param.clone.is_some() {
            return (Access::element(Way::Clone), None);
        }
        let takers =
            self.pipeline.edges(id).filter(|(param, other)| param.each.is_some() && other.provider == edge.provider);
        let once = node.policy.retry.is_none() && takers.count() == 1;
        let fits = if edge.access.takes() { once } else { types::reference(&param.ty).is_some() };
        if fits {
            return (edge.access, None);
        }
        (Access::element(Way::Copy), Some(self.words_for_copy(node, edge.provider)))
    }

    /// The collection behind an edge, as the node gets at its elements.
    pub(super) fn collection(&self, edge: Edge<Provider>) -> Collection {
        let provided = self.source(edge.provider).spelled_type();
        let taken = edge.access.takes();
        let way = match self.moves(edge.provider) {
            _ if !taken => Way::Borrow,
            true => Way::Take,
            false => Way::Copy,
        };
        Collection {
            way,
            is_reference: provided.is_some_and(|provided| types::reference(provided).is_some()),
            may_be_outcome: provided.is_some_and(|provided| types::may_be_result(types::pointee(provided))),
        }
    }

    /// The fields of the output.
    pub(super) fn output(&self) -> Vec<OutputField<'m>> {
        let fields = self.entry.fields.iter().map(|field| OutputField {
            name: self.field_name(field),
            value: self.value_id(field.provider),
            always_ok: field.outcome && !self.whole(field.provider),
            mismatch: self.output_mismatch(field),
        });
        fields.collect()
    }
}
